import type { OpeningHoursShape, SaveOpeningHours } from '@app/contracts'
import { Alert, Button, Collapse, Radio, Stack, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCalendarClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { formatCount, formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { Pages } from '../shell/states.js'
import { useHoursEffect } from './opening-hours-queries.js'

type Choice = SaveOpeningHours['deadlines']

/** What a change would make of the deadlines that stand; whoever saves it chooses. */
export function HoursEffectView({ code, definition, choice, choose }: { code: string; definition: OpeningHoursShape; choice: Choice; choose: (choice: Choice) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [settled] = useDebouncedValue(definition, 400)
  const [page, setPage] = useState(1)
  const [shown, show] = useState(false)
  const effect = useHoursEffect(code, settled, page)
  if (effect.error) return <Text size="sm">{failureSentence(effect.error, language)}</Text>
  if (!effect.data) return null
  const { moved, open, items } = effect.data
  if (moved === 0) {
    return (
      <Text size="sm" c="dimmed" data-testid="hours-effect" data-moved={0}>
        {t('hours.movesNone', { open: formatCount(open, language) })}
      </Text>
    )
  }
  return (
    <Alert color="yellow" icon={<IconCalendarClock aria-hidden />} data-testid="hours-effect" data-moved={moved}>
      <Stack gap="xs">
        <Text size="sm">{t('hours.moves', { moved: formatCount(moved, language), open: formatCount(open, language) })}</Text>
        <Radio.Group value={choice} onChange={(value) => choose(value === 'move' ? 'move' : 'leave')} aria-label={t('hours.standing')}>
          <Stack gap={6}>
            {(['leave', 'move'] as const).map((value) => (
              <Radio key={value} value={value} label={t(`hours.deadlines.${value}`)} data-testid={`deadlines-${value}`} />
            ))}
          </Stack>
        </Radio.Group>
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} aria-expanded={shown} onClick={() => show(!shown)} data-testid="hours-effect-show">
          {t(shown ? 'hours.hideMoved' : 'hours.showMoved')}
        </Button>
        <Collapse expanded={shown}>
          <Table verticalSpacing={3} fz="xs">
            <Table.Thead>
              <Table.Tr>
                {(['code', 'department', 'deadlineNow', 'deadlineThen'] as const).map((column) => (
                  <Table.Th key={column}>{t(`hours.moved.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={item.code} data-testid="hours-effect-row">
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatTicketCode(item.code)}</Table.Td>
                  <Table.Td>{item.department[language]}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatFull(item.from, language)}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatFull(item.to, language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Pages page={page} pageSize={effect.data.pageSize} total={moved} onChange={setPage} />
        </Collapse>
      </Stack>
    </Alert>
  )
}
