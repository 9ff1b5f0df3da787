import { Alert, Button, Center, Pagination, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconAlertCircle, IconInbox, IconLock, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence, RefusedRequest } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'

/** Nothing to show, said calmly. */
export function EmptyState({ text, icon: EmptyIcon = IconInbox, compact = false }: { text: string; icon?: Icon; compact?: boolean }) {
  return (
    <Center py={compact ? 'xs' : 40} px="sm">
      <Stack align="center" gap={6}>
        {!compact && (
          <ThemeIcon variant="light" color="gray" size={44} radius="xl">
            <EmptyIcon size={22} aria-hidden />
          </ThemeIcon>
        )}
        <Text c="dimmed" size="sm" ta="center">
          {text}
        </Text>
      </Stack>
    </Center>
  )
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const forbidden = error instanceof RefusedRequest && error.status === 403
  return (
    <Alert color={forbidden ? 'gray' : 'red'} icon={forbidden ? <IconLock aria-hidden /> : <IconAlertCircle aria-hidden />} role="alert" my="sm">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{failureSentence(error, language)}</Text>
        {retry && !forbidden && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('common.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

export function LoadingRows({ rows = 6, height = 38 }: { rows?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap={8} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Stack>
  )
}

type Answered<T> = { data: T | undefined; error: unknown; refetch: () => unknown }

/** Skeleton, error or content; data that were there stay when a later request fails. */
export function Loaded<T>({ query, skeleton, children }: { query: Answered<T>; skeleton?: ReactNode; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return skeleton ?? <LoadingRows />
}

export function Pages({ page, pageSize, total, onChange }: { page: number; pageSize: number; total: number; onChange: (page: number) => void }) {
  const { t } = useTranslation()
  const pages = Math.ceil(total / pageSize)
  if (pages <= 1) return null
  return (
    <Center mt="md">
      <Pagination value={page} total={pages} onChange={onChange} size="sm" getControlProps={(control) => ({ 'aria-label': t(`pages.${control}`) })} />
    </Center>
  )
}
