import { Button, FileButton, Group } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCamera, IconPaperclip } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptedTypes } from './too-large.js'

/** From the disk, or on a telephone straight from its camera. `proof`: only what can be one. */
export function ChooseFiles({ send, busy, proof = false }: { send: (files: File[]) => void; busy: boolean; proof?: boolean }) {
  const { t } = useTranslation()
  const hasCamera = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const reset = useRef<() => void>(null)
  const resetCamera = useRef<() => void>(null)
  return (
    <Group gap="xs">
      <FileButton
        multiple
        accept={proof ? acceptedTypes('photo', 'document') : acceptedTypes('photo', 'document', 'sound')}
        resetRef={reset}
        onChange={(files) => {
          send(files)
          reset.current?.()
        }}
        inputProps={{ 'aria-label': t('attachments.choose'), ...({ 'data-testid': proof ? 'proof-file' : 'attachment-file' } as object) }}
      >
        {(props) => (
          <Button {...props} size="compact-sm" variant={proof ? 'filled' : 'default'} loading={busy} leftSection={<IconPaperclip size={15} aria-hidden />}>
            {t(proof ? 'attachments.chooseProof' : 'attachments.choose')}
          </Button>
        )}
      </FileButton>
      {hasCamera && (
        <FileButton
          accept={acceptedTypes('photo')}
          capture="environment"
          resetRef={resetCamera}
          onChange={(file) => {
            if (file) send([file])
            resetCamera.current?.()
          }}
        >
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" loading={busy} leftSection={<IconCamera size={15} aria-hidden />}>
              {t('attachments.camera')}
            </Button>
          )}
        </FileButton>
      )}
    </Group>
  )
}
