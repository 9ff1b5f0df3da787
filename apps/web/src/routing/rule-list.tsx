import type { RoutingFault, RoutingRule, RoutingWorld } from '@app/contracts'
import { ActionIcon, Alert, Badge, Card, Group, Stack, Switch, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowRight, IconArrowUp, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { moveRule } from './move-rule.js'
import { useRuleWords } from './use-rule-words.js'

interface Props {
  rules: RoutingRule[]
  faults: readonly RoutingFault[]
  world: RoutingWorld
  mayEdit: boolean
  change: (rules: RoutingRule[]) => void
  edit: (rule: RoutingRule) => void
}

/** The rules in their order; moved by dragging, by buttons, or by Alt and an arrow key on a rule. */
export function RuleList({ rules, faults, world, mayEdit, change, edit }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [dragged, drag] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [moved, setMoved] = useState<{ id: string; said: string } | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const move = (from: number, to: number) => {
    const rule = rules[from]
    if (!rule || to < 0 || to >= rules.length || from === to) return
    change(moveRule(rules, from, to))
    setMoved({ id: rule.id, said: t('routing.movedTo', { name: rule.name[language], number: to + 1 }) })
  }
  // An element that moves in the page loses the focus.
  useEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-rule="${moved.id}"]`)?.focus()
  }, [moved, rules])
  return (
    <>
    <VisuallyHidden aria-live="polite">{moved?.said}</VisuallyHidden>
    <Stack gap={8} ref={list} role="list" aria-label={t('routing.tab.rules')}>
      {rules.map((rule, index) => (
        <Card
          key={rule.id}
          withBorder
          p="xs"
          role="listitem"
          tabIndex={0}
          aria-label={t('routing.ruleLabel', { number: index + 1, name: rule.name[language] })}
          style={{ opacity: dragged === index ? 0.4 : 1, borderColor: over === index && dragged !== index ? 'var(--mantine-primary-color-filled)' : undefined }}
          onDragOver={(event) => {
            if (dragged === null) return
            event.preventDefault()
            setOver(index)
          }}
          onDrop={() => {
            if (dragged !== null) move(dragged, index)
            drag(null)
            setOver(null)
          }}
          onKeyDown={(event) => {
            if (!mayEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
          }}
          data-rule={rule.id}
          data-testid="routing-rule"
        >
          <Group wrap="nowrap" align="flex-start" gap="sm">
            {mayEdit && (
              <span
                draggable
                onDragStart={() => drag(index)}
                onDragEnd={() => {
                  drag(null)
                  setOver(null)
                }}
                style={{ cursor: 'grab', paddingTop: 3 }}
                title={t('routing.drag')}
                aria-hidden
              >
                <IconGripVertical size={18} color="var(--mantine-color-dimmed)" />
              </span>
            )}
            <Text fw={700} w={26} ta="right" c={rule.on ? undefined : 'dimmed'} aria-hidden>
              {index + 1}
            </Text>
            <RuleText rule={rule} world={world} faults={faults.filter(({ ruleId }) => ruleId === rule.id)} />
            <Group gap={4} wrap="nowrap">
              {mayEdit && (
                <>
                  <Switch size="sm" checked={rule.on} aria-label={t('routing.on', { name: rule.name[language] })} onChange={(event) => change(rules.map((one) => (one.id === rule.id ? { ...one, on: event.currentTarget.checked } : one)))} data-testid="rule-on" />
                  <Act label={t('routing.up')} name={rule.name[language]} icon={IconArrowUp} disabled={index === 0} act={() => move(index, index - 1)} testId="rule-up" />
                  <Act label={t('routing.down')} name={rule.name[language]} icon={IconArrowDown} disabled={index === rules.length - 1} act={() => move(index, index + 1)} testId="rule-down" />
                  <Act label={t('routing.edit')} name={rule.name[language]} icon={IconPencil} act={() => edit(rule)} testId="rule-edit" />
                  <Act label={t('routing.remove')} name={rule.name[language]} icon={IconTrash} act={() => change(rules.filter(({ id }) => id !== rule.id))} testId="rule-remove" />
                </>
              )}
            </Group>
          </Group>
        </Card>
      ))}
    </Stack>
    </>
  )
}

function Act({ label, name, icon: ActIcon, disabled = false, act, testId }: { label: string; name: string; icon: typeof IconArrowUp; disabled?: boolean; act: () => void; testId: string }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" disabled={disabled} aria-label={`${label}: ${name}`} onClick={act} data-testid={testId}>
        <ActIcon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** A rule in words, with what is wrong with it. */
export function RuleText({ rule, world, faults = [] }: { rule: RoutingRule; world: RoutingWorld; faults?: readonly RoutingFault[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const words = useRuleWords(world)
  const conditions = words.conditionsOf(rule)
  return (
    <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
      <Group gap={8}>
        <Text size="sm" fw={600} c={rule.on ? undefined : 'dimmed'}>
          {rule.name[language]}
        </Text>
        {!rule.on && (
          <Badge size="sm" variant="light" color="gray">
            {t('routing.off')}
          </Badge>
        )}
      </Group>
      <Text size="sm" c={rule.on ? undefined : 'dimmed'} style={{ overflowWrap: 'anywhere' }}>
        {conditions.length === 0
          ? t('routing.everyTicket')
          : conditions.map(([term, value], index) => (
              <span key={term}>
                {index > 0 && ' · '}
                <Text span inherit c="dimmed">
                  {term}{' '}
                </Text>
                {value}
              </span>
            ))}
      </Text>
      <Group gap={6} align="center">
        <IconArrowRight size={15} color="var(--mantine-primary-color-filled)" aria-hidden />
        <Text size="sm" fw={500} c={rule.on ? undefined : 'dimmed'}>
          {[words.leadOf(rule), words.peopleOf(rule), words.supportOf(rule)].filter(Boolean).join(' · ')}
        </Text>
      </Group>
      {faults.map(({ code, message }, index) => (
        <Alert key={index} color="red" py={4} px="sm" mt={2} data-testid="rule-fault" data-fault={code}>
          {message[language]}
        </Alert>
      ))}
    </Stack>
  )
}
