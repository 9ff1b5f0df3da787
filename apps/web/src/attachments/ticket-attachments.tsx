import { Box, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded, LoadingRows } from '../shell/states.js'
import { AttachmentList } from './attachment-list.js'
import { useAttachments } from './attachment-queries.js'
import { ChooseFiles } from './choose-files.js'
import { UploadList } from './upload-list.js'
import { useUploads } from './use-uploads.js'

/** Files of a ticket: seen, heard, and added by choosing, dropping, pasting or the camera. */
export function TicketAttachments({ code }: { code: string }) {
  const { t } = useTranslation()
  const attachments = useAttachments(code)
  const { uploads, send, putAway, busy } = useUploads(code)
  const [isPublic, setPublic] = useState(false)
  const [dragged, setDragged] = useState(false)
  const mayAdd = attachments.data?.mayAdd ?? false

  const take = (files: readonly File[]) => {
    if (files.length > 0) void send(files, isPublic)
  }
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!mayAdd || files.length === 0) return
    event.preventDefault()
    take(files)
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasted(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
  const drag = (event: DragEvent) => {
    if (!mayAdd || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDragged(true)
  }
  return (
    <Box
      component="section"
      p="xs"
      aria-label={t('attachments.title')}
      style={{ border: `1px ${dragged ? 'dashed var(--mantine-primary-color-filled)' : 'solid var(--mantine-color-default-border)'}`, borderRadius: 8, background: dragged ? 'light-dark(#eef5fc, #1d3a56)' : undefined }}
      onDragEnter={drag}
      onDragOver={drag}
      onDragLeave={() => setDragged(false)}
      onDrop={(event) => {
        if (!mayAdd) return
        event.preventDefault()
        setDragged(false)
        take([...event.dataTransfer.files])
      }}
      data-testid="ticket-attachments"
    >
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {t('attachments.title')}
        </Text>
        <Loaded query={attachments} skeleton={<LoadingRows rows={1} height={64} />}>
          {({ items }) =>
            items.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('attachments.none')}
              </Text>
            ) : (
              <AttachmentList code={code} items={items} />
            )
          }
        </Loaded>
        <UploadList uploads={uploads} putAway={putAway} />
        {mayAdd && (
          <Stack gap={6}>
            <Group gap="xs" justify="space-between">
              <ChooseFiles send={take} busy={busy} />
              <SegmentedControl
                size="xs"
                aria-label={t('attachments.seenBy')}
                value={isPublic ? 'public' : 'inside'}
                onChange={(value) => setPublic(value === 'public')}
                data={[
                  { value: 'inside', label: t('attachments.inside') },
                  { value: 'public', label: t('attachments.public') },
                ]}
                data-testid="attachment-audience"
              />
            </Group>
            <Text size="xs" c="dimmed">
              {t(isPublic ? 'attachments.publicHint' : 'attachments.insideHint')}
            </Text>
          </Stack>
        )}
      </Stack>
    </Box>
  )
}
