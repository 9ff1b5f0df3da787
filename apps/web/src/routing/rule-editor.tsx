import { TICKET_KINDS, type RoutingRule, type RoutingWorld, type RuleLead } from '@app/contracts'
import { Button, Group, Modal, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../format/fold-diacritics.js'
import { useLanguage } from '../i18n.js'
import { ManySelect } from './many-select.js'
import { RuleTimeField } from './rule-time-field.js'

/** A rule that asks for nothing yet and changes nothing. */
export const newRule = (): RoutingRule => ({ id: crypto.randomUUID(), name: { vi: '', en: '' }, on: true, when: { kinds: [], categories: [], wards: [], words: [], time: null, holders: null }, to: { lead: { by: 'category' }, people: [], support: [] } })

const LEADS = ['department', 'ward', 'holder', 'category'] as const satisfies RuleLead['by'][]

/** Everything about one rule. */
export function RuleEditor({ rule: opened, world, close, keep }: { rule: RoutingRule; world: RoutingWorld; close: () => void; keep: (rule: RoutingRule) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [rule, setRule] = useState(opened)
  const when = (part: Partial<RoutingRule['when']>) => setRule({ ...rule, when: { ...rule.when, ...part } })
  const to = (part: Partial<RoutingRule['to']>) => setRule({ ...rule, to: { ...rule.to, ...part } })
  const valid = world.departments.filter((one) => one.valid).map(({ code, name, ward }) => ({ value: code, label: name[language], ward }))
  const lead = rule.to.lead.by === 'department' ? rule.to.lead.code : null
  const setLead = (by: RuleLead['by']) => to(by === 'department' ? { lead: { by, code: lead ?? valid[0]?.value ?? '' }, people: [] } : { lead: { by }, people: [] })
  const complete = rule.name.vi.trim() !== '' && rule.name.en.trim() !== ''
  const holders = rule.when.holders === null ? 'any' : rule.when.holders.length === 0 ? 'somebody' : 'these'
  return (
    <Modal opened onClose={close} size={860} title={<Text fw={600}>{t('routing.editor')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) keep(rule)
        }}
      >
        <Stack gap="sm" data-testid="rule-editor">
          <Group grow>
            <TextInput label={t('routing.nameVi')} required maxLength={120} value={rule.name.vi} onChange={(event) => setRule({ ...rule, name: { ...rule.name, vi: event.currentTarget.value } })} data-autofocus data-testid="rule-name-vi" />
            <TextInput label={t('routing.nameEn')} required maxLength={120} value={rule.name.en} onChange={(event) => setRule({ ...rule, name: { ...rule.name, en: event.currentTarget.value } })} data-testid="rule-name-en" />
          </Group>
          <Text size="sm" fw={600} mt={4}>
            {t('routing.whenTitle')}
          </Text>
          <Group grow align="flex-start">
            <ManySelect label={t('routing.when.kinds')} data={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`kinds.kind.${kind}`) }))} value={rule.when.kinds} change={(kinds) => when({ kinds: TICKET_KINDS.filter((kind) => kinds.includes(kind)) })} testId="rule-kinds" />
            <ManySelect label={t('routing.when.categories')} data={world.categories.map(({ code, name }) => ({ value: code, label: name[language] }))} value={rule.when.categories} change={(categories) => when({ categories })} testId="rule-categories" />
          </Group>
          <Group grow align="flex-start">
            <ManySelect label={t('routing.when.wards')} data={valid.filter(({ ward }) => ward)} value={rule.when.wards} change={(wards) => when({ wards })} testId="rule-wards" />
            <TagsInput size="sm" label={t('routing.when.words')} description={t('routing.wordsHint')} value={rule.when.words} onChange={(words) => when({ words })} maxTags={60} splitChars={[',', ';']} acceptValueOnBlur data-testid="rule-words" />
          </Group>
          <RuleTimeField time={rule.when.time} world={world} change={(time) => when({ time })} />
          <Group grow align="flex-start">
            <Select
              size="sm"
              label={t('routing.when.holders')}
              description={t('routing.holdersHint')}
              allowDeselect={false}
              data={(['any', 'somebody', 'these'] as const).map((value) => ({ value, label: t(`routing.holders.${value}`) }))}
              value={holders}
              onChange={(value) => when({ holders: value === 'any' ? null : value === 'somebody' ? [] : [valid[0]?.value ?? ''] })}
              data-testid="rule-holders"
            />
            {holders === 'these' && <ManySelect label={t('routing.holders.these')} data={valid} value={rule.when.holders ?? []} change={(codes) => when({ holders: codes })} testId="rule-holder-departments" />}
          </Group>
          <Text size="sm" fw={600} mt={4}>
            {t('routing.toTitle')}
          </Text>
          <Group grow align="flex-start">
            <Select size="sm" label={t('routing.leadLabel')} allowDeselect={false} data={LEADS.map((by) => ({ value: by, label: t(`routing.lead.${by}`) }))} value={rule.to.lead.by} onChange={(by) => by !== null && setLead(by as RuleLead['by'])} data-testid="rule-lead" />
            {lead !== null && (
              <Select
                size="sm"
                label={t('routing.department')}
                searchable
                allowDeselect={false}
                data={valid.some(({ value }) => value === lead) ? valid : [...valid, { value: lead, label: lead }]}
                filter={({ options, search }) => options.filter((option) => 'value' in option && matchesSearch(option.label, search))}
                nothingFoundMessage={t('routing.nothingFound')}
                value={lead}
                onChange={(code) => code !== null && code !== lead && to({ lead: { by: 'department', code }, people: [] })}
                data-testid="rule-department"
              />
            )}
          </Group>
          <Group grow align="flex-start">
            {lead !== null && <ManySelect label={t('routing.people')} description={t('routing.peopleHint')} data={world.people.filter(({ department }) => department === lead).map(({ username, name }) => ({ value: username, label: name }))} value={rule.to.people} change={(people) => to({ people })} testId="rule-people" />}
            <ManySelect label={t('routing.supportLabel')} description={t('routing.supportHint')} data={valid} value={rule.to.support} change={(support) => to({ support: support.slice(0, 10) })} testId="rule-support" />
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('routing.cancel')}
            </Button>
            <Button type="submit" disabled={!complete} data-testid="rule-keep">
              {t('routing.keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
