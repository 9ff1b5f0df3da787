import type { Attachment } from '@app/contracts'
import { ActionIcon, Anchor, Group, Modal, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconDownload, IconMapPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { Facts } from '../shell/facts.js'
import { AttachmentActions } from './attachment-actions.js'
import { fileUrl } from './attachment-queries.js'
import { formatSize } from './too-large.js'

/** One photo large, with what its camera wrote; the arrow keys go to the others. */
export function PhotoViewer({ code, photos, shown, show }: { code: string; photos: readonly Attachment[]; shown: number | null; show: (id: number | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const index = photos.findIndex(({ id }) => id === shown)
  const photo = photos[index]
  const step = (by: number) => {
    const next = photos[(index + by + photos.length) % photos.length]
    if (photo && next) show(next.id)
  }
  useHotkeys([
    ['ArrowLeft', () => step(-1)],
    ['ArrowRight', () => step(1)],
  ])
  if (!photo) return null
  const { place } = photo
  return (
    <Modal opened onClose={() => show(null)} size="xl" title={<Text fw={600} style={{ overflowWrap: 'anywhere' }}>{photo.name}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm" data-testid="photo-viewer" data-attachment={photo.id}>
        <Group wrap="nowrap" gap="xs" justify="center">
          {photos.length > 1 && (
            <ActionIcon variant="default" size="lg" aria-label={t('attachments.previous')} onClick={() => step(-1)}>
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
          )}
          <img src={fileUrl(code, photo.id, 'file')} alt={photo.name} width={photo.width ?? undefined} height={photo.height ?? undefined} style={{ minWidth: 0, maxWidth: '100%', maxHeight: '58vh', width: 'auto', height: 'auto', objectFit: 'contain', borderRadius: 6 }} />
          {photos.length > 1 && (
            <ActionIcon variant="default" size="lg" aria-label={t('attachments.next')} onClick={() => step(1)}>
              <IconChevronRight size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
        <Facts
          facts={[
            [t('attachments.by'), `${photo.by ?? t('attachments.citizen')} · ${formatFull(photo.at, language)}`],
            [t('attachments.seenBy'), t(`attachments.short.${photo.isPublic ? 'public' : 'inside'}`)],
            [t('attachments.takenAt'), photo.takenAt && formatFull(photo.takenAt, language)],
            [
              t('attachments.place'),
              place && (
                <Anchor size="sm" href={mapUrl(place)} target="_blank" rel="noreferrer noopener" data-testid="photo-place">
                  <IconMapPin size={14} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {`${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`}
                </Anchor>
              ),
            ],
          ]}
        />
        {(photo.takenAt !== null || place) && (
          <Text size="xs" c="dimmed">
            {t('attachments.factsStay')}
          </Text>
        )}
        <Group justify="space-between" gap="xs">
          <AttachmentActions key={photo.id} code={code} file={photo} />
          <Anchor size="sm" href={fileUrl(code, photo.id, 'original')} download>
            <IconDownload size={14} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {t('attachments.original', { size: formatSize(photo.size, language) })}
          </Anchor>
        </Group>
      </Stack>
    </Modal>
  )
}

const mapUrl = ({ latitude, longitude }: { latitude: number; longitude: number }) => `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`
