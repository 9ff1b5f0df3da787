import type { Attachment } from '@app/contracts'
import { Anchor, Badge, Box, Card, Group, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconFileTypePdf, IconLock, IconUser, IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { AttachmentActions } from './attachment-actions.js'
import { fileUrl } from './attachment-queries.js'
import { PhotoViewer } from './photo-viewer.js'
import { formatSize } from './too-large.js'

/** Photos as pictures, then documents and sounds a line each. */
export function AttachmentList({ code, items }: { code: string; items: readonly Attachment[] }) {
  const [shown, show] = useState<number | null>(null)
  const photos = items.filter(({ kind }) => kind === 'photo')
  return (
    <>
      {photos.length > 0 && (
        <SimpleGrid cols={{ base: 3, xs: 4, sm: 5 }} spacing={8}>
          {photos.map((photo) => (
            <PhotoTile key={photo.id} code={code} photo={photo} open={() => show(photo.id)} />
          ))}
        </SimpleGrid>
      )}
      {items
        .filter(({ kind }) => kind !== 'photo')
        .map((file) => (
          <FileRow key={file.id} code={code} file={file} />
        ))}
      <PhotoViewer code={code} photos={photos} shown={shown} show={show} />
    </>
  )
}

function PhotoTile({ code, photo, open }: { code: string; photo: Attachment; open: () => void }) {
  const { t } = useTranslation()
  return (
    <UnstyledButton onClick={open} data-testid="attachment" data-kind="photo" data-public={photo.isPublic} data-sender={photo.sender}>
      <Box pos="relative">
        <img src={fileUrl(code, photo.id, 'thumb')} alt={t('attachments.open', { name: photo.name })} loading="lazy" style={{ display: 'block', width: '100%', aspectRatio: '1', objectFit: 'cover', borderRadius: 8, border: '1px solid var(--mantine-color-default-border)', background: 'light-dark(#e8edf3, #2a2e34)' }} />
        <Box pos="absolute" left={4} bottom={4}>
          <SeenBy file={photo} />
        </Box>
      </Box>
    </UnstyledButton>
  )
}

function FileRow({ code, file }: { code: string; file: Attachment }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  return (
    <Card withBorder p="xs" data-testid="attachment" data-kind={file.kind} data-public={file.isPublic} data-sender={file.sender}>
      <Stack gap={4}>
        <Group gap={6} wrap="nowrap" justify="space-between">
          {file.kind === 'document' ? (
            <Anchor size="sm" href={fileUrl(code, file.id, 'file')} download style={{ overflowWrap: 'anywhere' }}>
              <IconFileTypePdf size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {file.name}
            </Anchor>
          ) : (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {file.name}
            </Text>
          )}
          <SeenBy file={file} />
        </Group>
        {file.kind === 'sound' && <audio controls preload="none" src={fileUrl(code, file.id, 'file')} aria-label={file.name} style={{ height: 34, width: '100%' }} />}
        <Group gap={6} justify="space-between">
          <Text size="xs" c="dimmed">
            {`${file.by ?? t('attachments.citizen')} · ${formatMoment(file.at, language, now)} · ${formatSize(file.size, language)}`}
          </Text>
          <AttachmentActions code={code} file={file} />
        </Group>
      </Stack>
    </Card>
  )
}

const SEEN_BY = { citizen: { SeenIcon: IconUser, color: 'grape' }, public: { SeenIcon: IconUserCheck, color: 'teal' }, inside: { SeenIcon: IconLock, color: 'gray' } }

/** Whether the citizen sees it, or sent it. */
function SeenBy({ file: { isPublic, sender } }: { file: Attachment }) {
  const { t } = useTranslation()
  const seen = sender === 'citizen' ? 'citizen' : isPublic ? 'public' : 'inside'
  const { SeenIcon, color } = SEEN_BY[seen]
  return (
    <Badge size="sm" variant="filled" color={color} leftSection={<SeenIcon size={11} aria-hidden />} style={{ flexShrink: 0 }}>
      {t(`attachments.short.${seen}`)}
    </Badge>
  )
}
