import type { RoutingDetails, RoutingRule, RoutingWorld } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { diffRules, type RuleChange } from './diff-rules.js'
import { RuleText } from './rule-list.js'

interface Props {
  details: RoutingDetails
  world: RoutingWorld
  close: () => void
  publish: (note: string) => void
  pending: boolean
  error: unknown
}

/** The last look before tickets go by it: what is wrong, what changes, a word on why. */
export function PublishRulesDialog({ details, world, close, publish, pending, error }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [note, setNote] = useState('')
  const faulty = details.faults.length > 0
  return (
    <Modal opened onClose={close} size={820} title={<Text fw={600}>{t('routing.publish.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
      <Stack data-testid="publish-rules-dialog">
        {faulty ? (
          <>
            <Text size="sm">{t('routing.publish.faulty')}</Text>
            {details.faults.map(({ number, code, message }, index) => (
              <Alert key={index} color="red" py="xs" data-fault={code}>
                {t('routing.publish.fault', { number, message: message[language] })}
              </Alert>
            ))}
          </>
        ) : (
          <>
            <RulesDiff before={details.publishedDefinition.rules} after={details.definition.rules} world={world} />
            <Textarea size="sm" label={t('routing.note')} maxLength={300} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-testid="publish-note" />
          </>
        )}
        {error !== null && error !== undefined && (
          <Alert color="red" role="alert" py="xs">
            {failureSentence(error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('routing.cancel')}
          </Button>
          {!faulty && (
            <Button loading={pending} onClick={() => publish(note)} data-testid="publish-confirm">
              {t('routing.publish.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

const COLORS = { added: 'teal', removed: 'red', changed: 'blue', switched: 'yellow', moved: 'grape' } as const

/** What makes one set of rules into another. */
export function RulesDiff({ before, after, world }: { before: RoutingRule[]; after: RoutingRule[]; world: RoutingWorld }) {
  const { t } = useTranslation()
  const changes = diffRules(before, after)
  if (changes.length === 0) return <Text size="sm">{t('routing.diff.none')}</Text>
  return (
    <Stack gap={6} style={{ maxHeight: '48vh', overflow: 'auto' }} data-testid="rules-diff">
      {changes.map((change, index) => (
        <Change key={index} change={change} world={world} />
      ))}
    </Stack>
  )
}

function Change({ change, world }: { change: RuleChange; world: RoutingWorld }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const rule = change.change === 'removed' ? change.before : change.after
  const what = change.change === 'switched' ? t(rule.on ? 'routing.diff.on' : 'routing.diff.off') : t(`routing.diff.${change.change}`)
  return (
    <Card withBorder p="xs" data-change={change.change}>
      <Group gap={8} mb={4}>
        <Badge size="sm" variant="light" color={COLORS[change.change]}>
          {what}
        </Badge>
        <Text size="sm" c="dimmed">
          {change.change === 'moved' ? t('routing.diff.fromTo', { from: change.from, to: change.number }) : t('routing.diff.number', { number: change.number })}
        </Text>
        {change.change === 'moved' || change.change === 'switched' ? <Text size="sm">{rule.name[language]}</Text> : null}
      </Group>
      {change.change === 'changed' && (
        <Text size="xs" c="dimmed">
          {t('routing.diff.before')}
        </Text>
      )}
      {change.change === 'changed' && <RuleText rule={change.before} world={world} />}
      {change.change === 'changed' && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('routing.diff.after')}
        </Text>
      )}
      {change.change !== 'moved' && change.change !== 'switched' && <RuleText rule={rule} world={world} />}
    </Card>
  )
}
