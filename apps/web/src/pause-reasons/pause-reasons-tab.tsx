import { PAUSE_COLOURS, type PauseReasonRow, type PauseReasons } from '@app/contracts'
import { Alert, Button, Group, NumberInput, Select, Switch, Table, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invalidateFor } from '../api/queries.js'
import { failureSentence } from '../api/refused-request.js'
import { request } from '../api/request.js'
import { moved, RowOrder } from '../desk-rules/row-order.js'
import { usePauseReasons } from '../desk/pause-reasons.js'
import { formatFull } from '../format/moments.js'
import { slugOf } from '../format/slug-of.js'
import { useLanguage } from '../i18n.js'
import { Loaded } from '../shell/states.js'

/** Why operators may pause, how long, and in which colour. */
export function PauseReasonsTab() {
  const { t } = useTranslation()
  const reasons = usePauseReasons()
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deskRules.pausesAbout')}
      </Text>
      <Loaded query={reasons}>{(found) => <Reasons key={found.changed?.at} found={found} />}</Loaded>
    </>
  )
}

/** `code` null: a new one, which gets its code from its name. */
type Draft = Omit<PauseReasonRow, 'code'> & { code: string | null; key: string }

function Reasons({ found }: { found: PauseReasons }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const [rows, setRows] = useState<Draft[]>(() => found.reasons.map((reason) => ({ ...reason, key: reason.code })))
  const save = useMutation({
    mutationFn: () => request<PauseReasons>('PUT', '/api/pause-reasons', { body: { reasons: rows.map(({ key: _key, code, ...row }) => ({ ...row, code: code ?? slugOf(row.name.vi, 40) })) } }),
    onSuccess: () => invalidateFor(client, 'pause-reason'),
  })
  const change = (index: number, part: Partial<Draft>) => setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('deskRules.vi')}</Table.Th>
            <Table.Th>{t('deskRules.en')}</Table.Th>
            <Table.Th w={185}>{t('deskRules.limit')}</Table.Th>
            <Table.Th w={150}>{t('deskRules.colour')}</Table.Th>
            <Table.Th w={110} style={{ whiteSpace: 'nowrap' }}>{t('deskRules.active')}</Table.Th>
            <Table.Th w={80} aria-label={t('deskRules.up')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, name, limitMinutes, colour, active }, index) => (
            <Table.Tr key={key} data-testid={`reason-${key}`}>
              <Table.Td>
                <TextInput aria-label={`${t('deskRules.vi')} ${index + 1}`} maxLength={60} value={name.vi} onChange={(event) => change(index, { name: { ...name, vi: event.currentTarget.value } })} data-testid={`reason-vi-${key}`} />
              </Table.Td>
              <Table.Td>
                <TextInput aria-label={`${t('deskRules.en')} ${index + 1}`} maxLength={60} value={name.en} onChange={(event) => change(index, { name: { ...name, en: event.currentTarget.value } })} data-testid={`reason-en-${key}`} />
              </Table.Td>
              <Table.Td>
                <NumberInput aria-label={`${t('deskRules.limit')}: ${name[language]}`} min={1} max={600} allowDecimal={false} placeholder={t('deskRules.noLimit')} value={limitMinutes ?? ''} onChange={(value) => change(index, { limitMinutes: typeof value === 'number' ? value : null })} data-testid={`reason-limit-${key}`} />
              </Table.Td>
              <Table.Td>
                <Select aria-label={`${t('deskRules.colour')}: ${name[language]}`} allowDeselect={false} data={PAUSE_COLOURS.map((value) => ({ value, label: t(`deskRules.colours.${value}`) }))} value={colour} onChange={(value) => change(index, { colour: PAUSE_COLOURS.find((known) => known === value) ?? colour })} />
              </Table.Td>
              <Table.Td>
                <Switch aria-label={`${t('deskRules.active')}: ${name[language]}`} checked={active} onChange={(event) => change(index, { active: event.currentTarget.checked })} data-testid={`reason-active-${key}`} />
              </Table.Td>
              <Table.Td>
                <RowOrder name={name[language]} index={index} count={rows.length} move={(by) => setRows(moved(rows, index, by))} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="md">
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setRows([...rows, { key: `new-${rows.length}`, code: null, name: { vi: '', en: '' }, limitMinutes: 15, colour: 'gray', active: true }])} data-testid="reason-add">
          {t('deskRules.add')}
        </Button>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={rows.some(({ name }) => name.vi.trim() === '' || name.en.trim() === '')} data-testid="reasons-save">
          {t('deskRules.save')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {save.isSuccess ? t('deskRules.saved') : found.changed && t('deskRules.changed', { at: formatFull(found.changed.at, language), by: found.changed.by })}
        </Text>
      </Group>
      {save.error && (
        <Alert color="red" mt="sm" role="alert">
          {failureSentence(save.error, language)}
        </Alert>
      )}
    </>
  )
}
