import { Alert, Text } from '@mantine/core'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePresence } from './teamwork-queries.js'
import { useWriting } from './writing.js'

/** Who else has this ticket open, or is writing in it. */
export function PresenceLine({ code }: { code: string }) {
  const { t } = useTranslation()
  const { data: others = [] } = usePresence(code, useWriting(code) ? 'writing' : 'reading')
  if (others.length === 0) return null
  const writing = others.filter(({ doing }) => doing === 'writing')
  const reading = others.filter(({ doing }) => doing === 'reading')
  const names = (people: typeof others) => people.map(({ displayName }) => displayName).join(', ')
  return (
    <Alert color={writing.length > 0 ? 'orange' : 'blue'} py={6} icon={writing.length > 0 ? <IconPencil aria-hidden /> : <IconEye aria-hidden />} role="status" data-testid="presence" data-writing={writing.length > 0}>
      {writing.length > 0 && <Text size="sm">{t('teamwork.writing', { names: names(writing) })}</Text>}
      {reading.length > 0 && <Text size="sm">{t('teamwork.reading', { names: names(reading) })}</Text>}
    </Alert>
  )
}
