import { LOOKED_AT, type Look, type Page } from '@app/contracts'
import { Anchor, Card, Group, Select, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconEyeSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayOf, formatFull } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { DayInput } from '../shell/day-input.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { useLookingUsers, useLooks } from './persons-data-queries.js'

const MONTH_MS = 30 * 86_400_000

/** The list of looks; with a number: who looked at this citizen. */
export function LooksTab() {
  const { t } = useTranslation()
  const users = useLookingUsers()
  const [number, setNumber] = useState('')
  const [userId, setUserId] = useState<number | null>(null)
  const [what, setWhat] = useState<(typeof LOOKED_AT)[number] | null>(null)
  const [today] = useState(() => dayOf(Date.now()))
  const [from, setFrom] = useState(() => dayOf(Date.now() - MONTH_MS))
  const [until, setUntil] = useState(today)
  const [page, setPage] = useState(1)
  const [typed] = useDebouncedValue(number.replace(/[\s.()-]/g, ''), 400)
  // A number is searched for when it is whole.
  const looks = useLooks({ number: /^\+?\d{8,15}$/.test(typed) ? typed : '', userId, what, from, until, page })
  const restart = <T,>(set: (value: T) => void) => (value: T) => {
    set(value)
    setPage(1)
  }
  return (
    <>
      <Group gap="xs" mb="sm" align="flex-end">
        <TextInput size="sm" w={200} label={t('personsData.looks.person')} placeholder={t('personsData.looks.personHint')} inputMode="tel" value={number} onChange={(event) => restart(setNumber)(event.currentTarget.value)} data-testid="looks-number" />
        <Select
          size="sm"
          w={230}
          clearable
          searchable
          label={t('personsData.looks.by')}
          placeholder={t('personsData.looks.anybody')}
          data={(users.data ?? []).map(({ id, displayName, role }) => ({ value: String(id), label: `${displayName} · ${t(`role.${role}`)}` }))}
          value={userId === null ? null : String(userId)}
          onChange={(value) => restart(setUserId)(value === null ? null : Number(value))}
          data-testid="looks-user"
        />
        <Select
          size="sm"
          w={210}
          clearable
          label={t('personsData.looks.what')}
          placeholder={t('personsData.looks.anything')}
          data={LOOKED_AT.map((value) => ({ value, label: t(`personsData.lookedAt.${value}`) }))}
          value={what}
          onChange={(value) => restart(setWhat)(LOOKED_AT.find((known) => known === value) ?? null)}
          data-testid="looks-what"
        />
        <div>
          <Text size="sm" fw={600}>
            {t('personsData.looks.from')}
          </Text>
          <DayInput label={t('personsData.looks.from')} day={from} last={until} onChange={restart(setFrom)} testId="looks-from" />
        </div>
        <div>
          <Text size="sm" fw={600}>
            {t('personsData.looks.until')}
          </Text>
          <DayInput label={t('personsData.looks.until')} day={until} last={today} onChange={restart(setUntil)} testId="looks-until" />
        </div>
      </Group>
      <Card withBorder p={0}>
        <Loaded query={looks} skeleton={<Card>{<LoadingRows rows={10} height={40} />}</Card>}>
          {(found) => <LookTable looks={found} />}
        </Loaded>
      </Card>
      {looks.data && <Pages {...looks.data} onChange={setPage} />}
    </>
  )
}

function LookTable({ looks }: { looks: Page<Look> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (looks.items.length === 0) return <EmptyState icon={IconEyeSearch} text={t('personsData.looks.none')} />
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing={7} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={140}>{t('personsData.looks.at')}</Table.Th>
            <Table.Th w={190}>{t('personsData.looks.by')}</Table.Th>
            <Table.Th w={170}>{t('personsData.looks.what')}</Table.Th>
            <Table.Th w={170}>{t('personsData.looks.of')}</Table.Th>
            <Table.Th>{t('personsData.looks.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {looks.items.map((look) => (
            <Table.Tr key={look.id} data-testid="look-row" data-what={look.what}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatFull(look.at, language)}</Table.Td>
              <Table.Td>
                <Text size="sm">{look.by.displayName}</Text>
                <Text size="xs" c="dimmed">
                  {t(`role.${look.by.role}`)}
                </Text>
              </Table.Td>
              <Table.Td>{t(`personsData.lookedAt.${look.what}`)}</Table.Td>
              <Table.Td>
                <Subject look={look} />
              </Table.Td>
              <Table.Td>
                <Text size="sm">{look.purpose ? t(`personsData.purpose.${look.purpose}`) : t('personsData.looks.work')}</Text>
                {look.reason && (
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {look.reason}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Subject({ look: { subject } }: { look: Look }) {
  const { t } = useTranslation()
  if (subject?.kind === 'ticket')
    return (
      <Anchor component={Link} to={`/tickets/${subject.id}`} size="sm">
        {formatTicketCode(subject.id)}
      </Anchor>
    )
  if (subject?.kind === 'call')
    return (
      <Anchor component={Link} to={`/calls/${encodeURIComponent(subject.id)}`} size="sm">
        {t('personsData.subject.call')}
      </Anchor>
    )
  return subject && <Text size="sm">{t(`personsData.subject.${subject.kind}`, { id: subject.id, defaultValue: subject.kind })}</Text>
}
