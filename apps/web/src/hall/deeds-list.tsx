import type { HallDeed } from '@app/contracts'
import { Badge, Card, Table, Text } from '@mantine/core'
import { IconEar } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePauseWords } from '../desk/pause-reasons.js'
import { formatClock } from '../format/durations.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { EmptyState, Loaded, Pages } from '../shell/states.js'
import { useHallDeeds } from './hall-queries.js'

/** The queues, or the state, that were asked for. */
function Detail({ deed: { kind, detail } }: { deed: HallDeed }) {
  const { nameOf } = usePauseWords()
  const { t } = useTranslation()
  const [first = '', rest = ''] = (detail ?? '').split(': ')
  const queues = rest.split(', ').map((name) => t(`queue.${name}`, { defaultValue: name })).join(', ')
  const text = kind === 'move' ? `${t(first === 'lasting' ? 'supervise.lasting' : 'supervise.today')}: ${queues}` : kind === 'state' ? [t(`operatorState.${first}`, { defaultValue: first }), ...(rest ? [nameOf(rest)] : [])].join(' · ') : null
  return (
    text && (
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    )
  )
}

/** Who listened to whom, changed whose state or queues, when and why. */
export function DeedsList() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [page, setPage] = useState(1)
  const deeds = useHallDeeds(page)
  return (
    <Loaded query={deeds}>
      {({ items, pageSize, total }) =>
        items.length === 0 ? (
          <EmptyState icon={IconEar} text={t('supervise.noDeeds')} />
        ) : (
          <>
            <Card withBorder p={0}>
              <Table.ScrollContainer minWidth={860}>
                <Table verticalSpacing={8}>
                  <Table.Thead>
                    <Table.Tr>
                      {(['when', 'who', 'what', 'whom', 'why', 'lasted'] as const).map((column) => (
                        <Table.Th key={column}>{t(`supervise.column.${column}`)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.map((deed) => (
                      <Table.Tr key={deed.id} data-testid="deed-row" data-kind={deed.kind} data-call={deed.callId ?? ''}>
                        <Table.Td>{formatFull(deed.at, language)}</Table.Td>
                        <Table.Td>{deed.by}</Table.Td>
                        <Table.Td>
                          <Badge variant="light">{t(`supervise.deed.${deed.kind}`)}</Badge>
                          <Detail deed={deed} />
                        </Table.Td>
                        <Table.Td>
                          {deed.operator}
                          {deed.queue && (
                            <Text size="xs" c="dimmed">
                              {t(`queue.${deed.queue}`, { defaultValue: deed.queue })}
                            </Text>
                          )}
                        </Table.Td>
                        <Table.Td style={{ maxWidth: 340, overflowWrap: 'anywhere' }}>{deed.reason}</Table.Td>
                        <Table.Td>{deed.endedAt === null ? t('supervise.goesOn') : deed.endedAt === deed.at ? '' : formatClock((Date.parse(deed.endedAt) - Date.parse(deed.at)) / 1000)}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Card>
            <Pages page={page} pageSize={pageSize} total={total} onChange={setPage} />
          </>
        )
      }
    </Loaded>
  )
}
