import type { ProvedDeed } from '@app/contracts'
import { Alert, Stack, Text } from '@mantine/core'
import { IconCameraPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useProofMissing } from './attachment-queries.js'
import { ChooseFiles } from './choose-files.js'
import { UploadList } from './upload-list.js'
import { useUploads } from './use-uploads.js'

/** Says that a deed waits for a photo or a PDF, and takes it there; what is added here the citizen sees. */
export function ProofNotice({ code, deed }: { code: string; deed: ProvedDeed }) {
  const { t } = useTranslation()
  const missing = useProofMissing(code, deed)
  const { uploads, send, putAway, busy } = useUploads(code)
  if (!missing && uploads.length === 0) return null
  return (
    <Alert color="yellow" py="xs" icon={<IconCameraPlus aria-hidden />} data-testid="proof-missing">
      <Stack gap="xs">
        <Text size="sm">{t(`attachments.proof.${deed}`)}</Text>
        <UploadList uploads={uploads} putAway={putAway} />
        <ChooseFiles proof send={(files) => void send(files, true)} busy={busy} />
      </Stack>
    </Alert>
  )
}
