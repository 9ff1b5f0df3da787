import type { Notice } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconPlayerStop, IconSpeakerphone } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { useSession } from '../session/session-context.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { useAddNotice, useEndNotice, useNotices } from './announcement-queries.js'

const MINUTES = ['30', '60', '120', '240', '480', '1440']

/** A notice in front of the menu, within seconds, until its moment. */
export function NoticesTab() {
  const { t } = useTranslation()
  const { role } = useSession()
  const notices = useNotices()
  return (
    <Stack>
      {role !== 'manager' && <NoticeForm />}
      <Loaded query={notices}>
        {(items) => (items.length === 0 ? <EmptyState icon={IconSpeakerphone} text={t('announcements.noNotices')} /> : items.map((notice) => <NoticeCard key={notice.id} notice={notice} mayEnd={role !== 'manager'} />))}
      </Loaded>
    </Stack>
  )
}

function NoticeForm() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const add = useAddNotice()
  const [vi, setVi] = useState('')
  const [en, setEn] = useState('')
  const [minutes, setMinutes] = useState('120')
  const until = now + Number(minutes) * 60_000
  const send = () =>
    add.mutate(
      { text: { vi, en }, until: new Date(Date.now() + Number(minutes) * 60_000).toISOString() },
      {
        onSuccess: () => {
          setVi('')
          setEn('')
        },
      },
    )
  return (
    <Card withBorder p="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('announcements.noticeAbout')}
          </Text>
          <Group grow align="flex-start">
            <Textarea label={t('announcements.textVi')} autosize minRows={3} maxLength={1_000} required value={vi} onChange={(event) => setVi(event.currentTarget.value)} data-testid="notice-vi" />
            <Textarea label={t('announcements.textEn')} autosize minRows={3} maxLength={1_000} required value={en} onChange={(event) => setEn(event.currentTarget.value)} data-testid="notice-en" />
          </Group>
          <Group align="flex-end" justify="space-between">
            <Select
              w={220}
              label={t('announcements.for')}
              allowDeselect={false}
              data={MINUTES.map((value) => ({ value, label: Number(value) < 60 ? t('announcements.minutes', { count: Number(value) }) : t('announcements.hours', { hours: Number(value) / 60 }) }))}
              value={minutes}
              onChange={(value) => value && setMinutes(value)}
              data-testid="notice-minutes"
            />
            <Button type="submit" leftSection={<IconSpeakerphone size={16} aria-hidden />} loading={add.isPending} disabled={vi.trim() === '' || en.trim() === ''} data-testid="notice-put">
              {t('announcements.put', { at: formatMoment(new Date(until).toISOString(), language, now) })}
            </Button>
          </Group>
          {add.error && (
            <Alert color="red" py="xs" role="alert">
              {failureSentence(add.error, language)}
            </Alert>
          )}
        </Stack>
      </form>
    </Card>
  )
}

function NoticeCard({ notice, mayEnd }: { notice: Notice; mayEnd: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const end = useEndNotice()
  const inForce = Date.parse(notice.until) > now
  const until = formatMoment(notice.until, language, now)
  return (
    <Card withBorder p="sm" opacity={inForce ? 1 : 0.65} data-testid="notice" data-in-force={inForce}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ flex: 1, overflowWrap: 'anywhere' }}>
          <Group gap="xs" mb={4}>
            <Badge color={inForce ? 'orange' : 'gray'} variant="light" leftSection={<IconAlertTriangle size={12} aria-hidden />}>
              {inForce ? t('announcements.inForce', { until }) : t('announcements.over', { until })}
            </Badge>
            <Text size="xs" c="dimmed">
              {notice.endedBy === null ? notice.by : t('announcements.endedBy', { by: notice.by, ended: notice.endedBy })}
            </Text>
          </Group>
          <Text size="sm" lang="vi">
            {notice.text.vi}
          </Text>
          <Text size="sm" c="dimmed" lang="en">
            {notice.text.en}
          </Text>
        </div>
        {inForce && mayEnd && (
          <Button variant="default" size="compact-md" leftSection={<IconPlayerStop size={16} aria-hidden />} loading={end.isPending} onClick={() => end.mutate(notice.id)} data-testid="notice-end">
            {t('announcements.end')}
          </Button>
        )}
      </Group>
      {end.error && (
        <Alert color="red" py="xs" mt="xs" role="alert">
          {failureSentence(end.error, language)}
        </Alert>
      )}
    </Card>
  )
}
