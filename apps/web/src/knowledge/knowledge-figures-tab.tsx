import type { ArticleUses } from '@app/contracts'
import { Anchor, Card, Group, SegmentedControl, SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatDay, formatMoment } from '../format/moments.js'
import { formatCount } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useArticleFigures } from './knowledge-queries.js'
import { saidIn } from './said-in.js'

const DAYS = ['7', '30', '90', '365'] as const
const FIGURES = ['opened', 'readOut', 'sent', 'helped', 'notHelped'] as const

/** What became of articles, and what was looked for in vain. */
export function KnowledgeFiguresTab() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const [days, setDays] = useState('30')
  const figures = useArticleFigures(Number(days))
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SegmentedControl size="xs" value={days} onChange={setDays} data={DAYS.map((value) => ({ value, label: t('knowledge.figures.days', { count: Number(value) }) }))} />
        <Text size="xs" c="dimmed">
          {t('knowledge.figures.about')}
        </Text>
      </Group>
      <Loaded query={figures}>
        {({ total, articles, operators, remarks, missed }) => (
          <>
            <SimpleGrid cols={5} spacing="xs">
              {FIGURES.map((name) => (
                <Card key={name} withBorder p="sm" data-testid={`knowledge-figure-${name}`} data-value={total[name]}>
                  <Text fz={24} fw={700}>
                    {formatCount(total[name], language)}
                  </Text>
                  <Text size="sm">{t(`knowledge.figures.${name}`)}</Text>
                </Card>
              ))}
            </SimpleGrid>
            <div className="knowledge-figures">
              <Block title={t('knowledge.figures.byArticle')}>
                {articles.length === 0 ? <EmptyState compact text={t('knowledge.figures.none')} /> : <UsesTable rows={articles.map((row) => ({ ...row, id: row.key, name: <Anchor component={Link} size="sm" to={`/knowledge/read/${row.key}`}>{saidIn(row.title, language)}</Anchor> }))} />}
              </Block>
              <Stack gap="sm">
                <Block title={t('knowledge.figures.missed')}>
                  {missed.length === 0 ? (
                    <EmptyState compact text={t('knowledge.figures.noneMissed')} />
                  ) : (
                    <Table>
                      <Table.Tbody>
                        {missed.map(({ words, times, lastAt }) => (
                          <Table.Tr key={words} data-testid="missed-words">
                            <Table.Td style={{ overflowWrap: 'anywhere' }}>{words}</Table.Td>
                            <Table.Td ta="right">{t('knowledge.figures.times', { count: times })}</Table.Td>
                            <Table.Td ta="right">{formatDay(lastAt, language)}</Table.Td>
                          </Table.Tr>
                        ))}
                      </Table.Tbody>
                    </Table>
                  )}
                </Block>
                <Block title={t('knowledge.figures.remarks')}>
                  {remarks.length === 0 ? (
                    <EmptyState compact text={t('knowledge.figures.noRemarks')} />
                  ) : (
                    <Stack gap="xs">
                      {remarks.map(({ key, title, remark, at }) => (
                        <div key={`${key} ${at}`}>
                          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                            {remark}
                          </Text>
                          <Text size="xs" c="dimmed">
                            {saidIn(title, language)} · {formatMoment(at, language, now)}
                          </Text>
                        </div>
                      ))}
                    </Stack>
                  )}
                </Block>
                <Block title={t('knowledge.figures.byOperator')}>{operators.length === 0 ? <EmptyState compact text={t('knowledge.figures.none')} /> : <UsesTable rows={operators} />}</Block>
              </Stack>
            </div>
          </>
        )}
      </Loaded>
    </Stack>
  )
}

const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card withBorder p="sm">
    <Text fw={600} size="sm" mb={4}>
      {title}
    </Text>
    {children}
  </Card>
)

function UsesTable({ rows }: { rows: (ArticleUses & { id: string | number; name: ReactNode })[] }) {
  const { t } = useTranslation()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('knowledge.figures.name')}</Table.Th>
          {FIGURES.map((figure) => (
            <Table.Th key={figure} ta="right">
              {t(`knowledge.figures.${figure}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.name}</Table.Td>
            {FIGURES.map((figure) => (
              <Table.Td key={figure} ta="right">
                {row[figure]}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
