import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence, RefusedRequest } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'

interface Props {
  unsaved: boolean
  close: () => void
  send: (file: File) => void
  pending: boolean
  error: unknown
}

/** A flow from a YAML file, or from a ZIP with its recordings, becomes the draft; a wrong file is refused with the line of each fault. */
export function ImportDialog({ unsaved, close, send, pending, error }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [name, setName] = useState('')
  const faults = error instanceof RefusedRequest ? (error.failure.details ?? []) : []
  const take = (file: File | null) => {
    if (!file) return
    setName(file.name)
    send(file)
  }
  return (
    <Modal opened onClose={close} size={620} title={<Text fw={600}>{t('flows.import.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
      <Stack data-testid="import-dialog">
        <Text size="sm">{t('flows.import.about')}</Text>
        {unsaved && (
          <Alert color="yellow" py={6}>
            {t('flows.import.unsaved')}
          </Alert>
        )}
        {error !== null && error !== undefined && (
          <Alert color="red" role="alert" py="xs" title={name} data-testid="import-failure">
            <Text size="sm">{failureSentence(error, language)}</Text>
            <List size="sm" mah={260} style={{ overflow: 'auto' }}>
              {faults.map(({ path, message }, index) => (
                <List.Item key={index} data-testid="import-fault">
                  {t('flows.import.line', { line: path.replace(/^line /, '') })} {message}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={pending}>
            {t('flows.cancel')}
          </Button>
          <FileButton accept=".yaml,.yml,.zip,application/yaml,text/yaml,application/zip" onChange={take} inputProps={{ 'aria-label': t('flows.import.choose') }}>
            {(button) => (
              <Button {...button} loading={pending} leftSection={<IconUpload size={16} aria-hidden />} data-testid="import-choose">
                {t('flows.import.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </Modal>
  )
}
