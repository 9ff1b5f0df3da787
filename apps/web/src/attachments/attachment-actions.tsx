import type { Attachment } from '@app/contracts'
import { Button, Group, Text } from '@mantine/core'
import { IconEye, IconEyeOff, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useChangeAttachment } from './attachment-queries.js'

/** Shows a file to the citizen, hides it, or removes it after asking. */
export function AttachmentActions({ code, file }: { code: string; file: Attachment }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const change = useChangeAttachment(code, file.id)
  const [removing, setRemoving] = useState(false)
  if (!file.mayChange) return null
  return (
    <Group gap={6}>
      {file.kind !== 'sound' && (
        <Button size="compact-xs" variant="default" loading={change.isPending && change.variables !== 'remove'} leftSection={file.isPublic ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />} onClick={() => change.mutate({ isPublic: !file.isPublic })} data-testid="attachment-visibility">
          {t(file.isPublic ? 'attachments.hide' : 'attachments.show')}
        </Button>
      )}
      <Button size="compact-xs" variant={removing ? 'filled' : 'subtle'} color="red" loading={change.isPending && change.variables === 'remove'} leftSection={<IconTrash size={14} aria-hidden />} onClick={() => (removing ? change.mutate('remove') : setRemoving(true))} onBlur={() => setRemoving(false)} data-testid="attachment-remove">
        {t(removing ? 'attachments.removeReally' : 'attachments.remove')}
      </Button>
      {change.error && (
        <Text size="xs" c="red" role="alert">
          {failureSentence(change.error, language)}
        </Text>
      )}
    </Group>
  )
}
