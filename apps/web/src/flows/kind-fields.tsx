import { FLOW_LANGUAGES, type FlowNode } from '@app/flow'
import { Autocomplete, Group, NumberInput, SegmentedControl, Select, SimpleGrid, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeNode } from './edit-flow.js'
import { useFlowEditing } from './flow-editing.js'
import { KeptInput } from './kept-input.js'
import { knownVariables } from './speech-field.js'
import { variableName } from './variable-name.js'
import { WebRequestFields } from './web-request-fields.js'

/** The fields of a node besides what it says and where it leads. */
export function KindFields({ name, node }: { name: string; node: FlowNode }) {
  const { t } = useTranslation()
  const { edit, editable, words, world } = useFlowEditing()
  const { queues } = world
  const change = (part: object, about?: string) =>
    edit((flow) => {
      const now = flow.nodes[name]
      return now ? changeNode(flow, name, { ...now, ...part } as FlowNode) : flow
    }, about && `${name} ${about}`)
  const number = (field: string, value: number, min: number, max: number, suffix = '') => (
    <NumberInput
      size="sm"
      label={t(`flows.field.${field}`)}
      readOnly={!editable}
      hideControls={!editable}
      min={min}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      suffix={suffix}
      value={value}
      onChange={(next) => typeof next === 'number' && change({ [field]: next }, field)}
      data-testid={`field-${field}`}
    />
  )
  const seconds = ` ${t('flows.seconds')}`
  const text = (field: string, kept: string, clean: (text: string) => string) => (
    <KeptInput label={t(`flows.field.${field}`)} readOnly={!editable} kept={kept} clean={clean} keep={(value) => change({ [field]: value })} data-testid={`field-${field}`} />
  )
  const queueField = (queue: string) => (
    <Select
      size="sm"
      label={t('flows.field.queue')}
      readOnly={!editable}
      allowDeselect={false}
      data={[...new Set([...queues, queue])].map((value) => ({ value, label: words.queue(value) }))}
      value={queue}
      onChange={(value) => value && change({ queue: value })}
      data-testid="field-queue"
    />
  )
  switch (node.kind) {
    case 'menu':
      return (
        <Group grow align="flex-end" gap="xs">
          {number('timeout', node.timeout, 1, 60, seconds)}
          {number('misses', node.misses, 1, 10)}
        </Group>
      )
    case 'collect':
      return (
        <>
          <Group grow align="flex-end" gap="xs">
            {number('min', node.min, 1, 20)}
            {number('max', node.max, 1, 20)}
          </Group>
          <Group grow align="flex-end" gap="xs">
            {number('timeout', node.timeout, 1, 60, seconds)}
            {number('misses', node.misses, 1, 10)}
          </Group>
          <Select
            size="sm"
            label={t('flows.field.check')}
            readOnly={!editable}
            allowDeselect={false}
            data={[
              { value: 'none', label: t('flows.check.none') },
              ...(['ticket-code', 'rating'] as const).map((value) => ({ value, label: t(`flows.check.${value}`) })),
            ]}
            value={node.check ?? 'none'}
            onChange={(value) => change({ check: value === 'ticket-code' || value === 'rating' ? value : undefined })}
            data-testid="field-check"
          />
          <VariableField field="into" value={node.into} onChange={(into) => change({ into })} />
        </>
      )
    case 'hours':
      return <Select size="sm" label={t('flows.field.hours')} readOnly={!editable} allowDeselect={false} data={[...new Set([...world.hours, node.hours])]} value={node.hours} onChange={(hours) => hours && change({ hours })} data-testid="field-hours" />
    case 'ticket-status':
      return <VariableField field="code" value={node.code} onChange={(code) => change({ code })} />
    case 'branch':
      return <VariableField field="on" value={node.on} onChange={(on) => change({ on })} />
    case 'set':
      return (
        <Group grow align="flex-end" gap="xs">
          <VariableField field="variable" value={node.variable} onChange={(variable) => change({ variable })} />
          <TextInput size="sm" label={t('flows.field.value')} readOnly={!editable} maxLength={200} value={node.value} onChange={(event) => change({ value: event.currentTarget.value }, 'value')} data-testid="field-value" />
        </Group>
      )
    case 'language':
      return (
        <Select
          size="sm"
          label={t('flows.field.language')}
          readOnly={!editable}
          allowDeselect={false}
          data={FLOW_LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
          value={node.language}
          onChange={(value) => change({ language: FLOW_LANGUAGES.find((known) => known === value) ?? node.language })}
          data-testid="field-language"
        />
      )
    case 'queue':
    case 'voicemail':
      return (
        <>
          {queueField(node.queue)}
          {node.kind === 'queue' && (
            <SimpleGrid cols={2} spacing="xs" style={{ alignItems: 'end' }}>
              <NumberInput
                size="sm"
                label={t('flows.field.limit')}
                description={t('flows.limitHint')}
                readOnly={!editable}
                min={5}
                max={3_600}
                allowDecimal={false}
                allowNegative={false}
                suffix={seconds}
                placeholder={t('flows.queueLimit')}
                value={node.limit ?? ''}
                onChange={(next) => change({ limit: typeof next === 'number' ? next : undefined }, 'limit')}
                data-testid="field-limit"
              />
              <NumberInput
                size="sm"
                label={t('flows.field.most')}
                description={t('flows.mostHint')}
                readOnly={!editable}
                min={1}
                max={1_000}
                allowDecimal={false}
                allowNegative={false}
                placeholder={t('flows.noMost')}
                value={node.most ?? ''}
                onChange={(next) => change({ most: typeof next === 'number' ? next : undefined }, 'most')}
                data-testid="field-most"
              />
              <NumberInput
                size="sm"
                label={t('flows.field.sameOperatorWithin')}
                description={t('flows.sameOperatorHint')}
                readOnly={!editable}
                min={1}
                max={1_440}
                allowDecimal={false}
                allowNegative={false}
                suffix={t('flows.minutesSuffix')}
                placeholder={t('flows.anyOperator')}
                value={node.sameOperatorWithin ?? ''}
                onChange={(next) => change({ sameOperatorWithin: typeof next === 'number' ? next : undefined }, 'sameOperatorWithin')}
                data-testid="field-sameOperatorWithin"
              />
              <NumberInput
                size="sm"
                label={t('flows.field.priority')}
                description={t('flows.priorityHint')}
                readOnly={!editable}
                min={0}
                max={100}
                clampBehavior="strict"
                allowDecimal={false}
                allowNegative={false}
                value={node.priority}
                onChange={(next) => typeof next === 'number' && change({ priority: next }, 'priority')}
                data-testid="field-priority"
              />
            </SimpleGrid>
          )}
          {node.kind === 'queue' && (
            <Switch
              size="sm"
              label={t('flows.field.ignoreHours')}
              description={t('flows.ignoreHoursHint')}
              disabled={!editable}
              checked={node.ignoreHours ?? false}
              onChange={({ currentTarget: { checked } }) => change(checked ? { ignoreHours: true, closed: undefined } : { ignoreHours: undefined })}
              data-testid="field-ignoreHours"
            />
          )}
        </>
      )
    case 'queue-state':
      return (
        <>
          {queueField(node.queue)}
          {number('longWait', node.longWait, 10, 7_200, seconds)}
        </>
      )
    case 'call-back':
      return (
        <>
          <Select
            size="sm"
            label={t('flows.field.queue')}
            readOnly={!editable}
            clearable
            placeholder={t('flows.sameQueue')}
            data={queues.map((value) => ({ value, label: words.queue(value) }))}
            value={node.queue ?? null}
            onChange={(queue) => change({ queue: queue ?? undefined })}
            data-testid="field-queue"
          />
          <VariableField field="number" value={node.number} onChange={(variable) => change({ number: variable })} />
        </>
      )
    case 'rating':
      return <VariableField field="rating" value={node.rating} onChange={(rating) => change({ rating })} />
    case 'transfer':
      return (
        <>
          <SegmentedControl
            fullWidth
            readOnly={!editable}
            aria-label={t('flows.field.transferTo')}
            data={(['number', 'department'] as const).map((value) => ({ value, label: t(`flows.transferTo.${value}`) }))}
            value={node.department === undefined ? 'number' : 'department'}
            onChange={(to) => change(to === 'number' ? { number: '113', department: undefined } : { number: undefined, department: world.departments[0] ?? 'department' })}
            data-testid="field-transferTo"
          />
          <Group grow align="flex-end" gap="xs">
            {node.department === undefined ? (
              text('number', node.number ?? '', (value) => value.replace(/\D/g, '').slice(0, 15))
            ) : (
              <Select
                size="sm"
                label={t('flows.field.department')}
                readOnly={!editable}
                allowDeselect={false}
                searchable
                data={[...new Set([...world.departments, node.department])].map((value) => ({ value, label: words.department(value) }))}
                value={node.department}
                onChange={(department) => department && change({ department })}
                data-testid="field-department"
              />
            )}
            {number('timeout', node.timeout, 5, 120, seconds)}
          </Group>
        </>
      )
    case 'information':
      return <Select size="sm" label={t('flows.field.article')} readOnly={!editable} allowDeselect={false} data={[...new Set([...world.articles, node.article])]} value={node.article} onChange={(article) => article && change({ article })} data-testid="field-article" />
    case 'web-request':
      return <WebRequestFields node={node} change={change} seconds={number('timeout', node.timeout, 1, 10, seconds)} />
    case 'say':
    case 'survey':
    case 'remark':
    case 'notice':
    case 'hang-up':
      return null
    default:
      return node satisfies never
  }
}

/** A variable, by the word for it; a new one may be named. */
export function VariableField({ field, value, onChange }: { field: string; value: string; onChange: (variable: string) => void }) {
  const { t } = useTranslation()
  const { flow, words, editable } = useFlowEditing()
  const known = [...new Set([...knownVariables(Object.values(flow.nodes)), value])]
  const byWord = new Map(known.map((variable) => [words.variable(variable), variable]))
  const choose = (word: string) => {
    const variable = byWord.get(word) ?? variableName(word)
    if (variable) onChange(variable)
  }
  return <Autocomplete key={value} size="sm" label={t(`flows.field.${field}`)} readOnly={!editable} data={[...byWord.keys()]} defaultValue={words.variable(value)} onOptionSubmit={choose} onBlur={(event) => choose(event.currentTarget.value)} maxLength={40} data-testid={`field-${field}`} />
}
