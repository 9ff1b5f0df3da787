import { PERSON_KINDS, type PersonOverview, type PersonRequest } from '@app/contracts'
import { Alert, Badge, Button, Card, Checkbox, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFile } from '../api/download.js'
import { failureSentence } from '../api/refused-request.js'
import { formatCount, formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { ErasuresList } from './erasures-list.js'
import { useErasureAct, useExportPerson, useFindPerson } from './persons-data-queries.js'

const SHORTEST_REASON = 5
const plain = (number: string) => number.replace(/[\s.()-]/g, '')

/** What there is of one citizen, to be handed over or erased at the citizen's request. */
export function PersonTab() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState<PersonRequest | null>(null)
  const find = useFindPerson()
  const ready = /^\+?\d{2,15}$/.test(plain(number)) && reason.trim().length >= SHORTEST_REASON
  const look = (request: PersonRequest) => {
    setAsked(request)
    find.mutate(request)
  }
  return (
    <Stack gap="md">
      <Card withBorder p="md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) look({ number: plain(number), name: null, unnamed: false, reason: reason.trim() })
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput w={200} label={t('personsData.person.number')} inputMode="tel" value={number} onChange={(event) => setNumber(event.currentTarget.value)} data-testid="person-number" />
            <TextInput style={{ flex: 1 }} label={t('personsData.person.reason')} placeholder={t('personsData.person.reasonHint')} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-testid="person-reason" />
            <Button type="submit" disabled={!ready} loading={find.isPending} data-testid="person-find">
              {t('personsData.person.find')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed" mt={6}>
            {t('personsData.person.about')}
          </Text>
        </form>
      </Card>
      {find.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(find.error, language)}
        </Alert>
      )}
      {asked && find.data && <Found asked={asked} found={find.data} look={look} />}
      <ErasuresList />
    </Stack>
  )
}

function Found({ asked, found, look }: { asked: PersonRequest; found: PersonOverview; look: (request: PersonRequest) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const nothing = PERSON_KINDS.every((kind) => found.counts[kind] === 0)
  return (
    <Card withBorder p="md" data-testid="person-found">
      <Stack gap="sm">
        {found.names.length > 0 && <Whose asked={asked} found={found} look={look} />}
        <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="xs">
          {PERSON_KINDS.map((kind) => (
            <div key={kind} data-testid={`person-${kind}`} data-count={found.counts[kind]}>
              <Text fz={20} fw={700} lh={1.3}>
                {formatCount(found.counts[kind], language)}
              </Text>
              <Text size="xs" c="dimmed">
                {t(`personsData.person.kinds.${kind}`)}
              </Text>
            </div>
          ))}
          <div>
            <Text fz={20} fw={700} lh={1.3}>
              {formatCount(found.looks, language)}
            </Text>
            <Text size="xs" c="dimmed">
              {t('personsData.person.looks')}
            </Text>
          </div>
        </SimpleGrid>
        {found.openTickets.length > 0 && (
          <Group gap={6}>
            <Text size="sm">{t('personsData.person.open')}</Text>
            {found.openTickets.map((code) => (
              <Badge key={code} variant="light" color="orange">
                {formatTicketCode(code)}
              </Badge>
            ))}
          </Group>
        )}
        {!nothing && <PersonActs asked={asked} />}
      </Stack>
    </Card>
  )
}

const EVERYBODY = ''

/** One number may be several people's. */
function Whose({ asked, found, look }: { asked: PersonRequest; found: PersonOverview; look: (request: PersonRequest) => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap={6}>
      <Radio.Group label={t(found.names.length > 1 ? 'personsData.person.several' : 'personsData.person.whose')} value={asked.name ?? EVERYBODY} onChange={(name) => look({ ...asked, name: name === EVERYBODY ? null : name })}>
        <Group mt={6} gap="md">
          <Radio value={EVERYBODY} label={t('personsData.person.everybody')} />
          {found.names.map((name) => (
            <Radio key={name} value={name} label={name} data-testid="person-name" />
          ))}
        </Group>
      </Radio.Group>
      {asked.name !== null && found.names.length > 1 && <Checkbox label={t('personsData.person.unnamed')} checked={asked.unnamed} onChange={(event) => look({ ...asked, unnamed: event.currentTarget.checked })} data-testid="person-unnamed" />}
    </Stack>
  )
}

function PersonActs({ asked }: { asked: PersonRequest }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const download = useExportPerson()
  const erase = useErasureAct()
  const [sure, setSure] = useState(false)
  const error = download.error ?? erase.error
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="light" leftSection={<IconDownload size={16} aria-hidden />} loading={download.isPending} onClick={() => download.mutate(asked, { onSuccess: (file) => keepFile(file, 'du-lieu-ca-nhan.tar.gz') })} data-testid="person-export">
          {t('personsData.person.export')}
        </Button>
        <Button variant="light" color="red" leftSection={<IconTrash size={16} aria-hidden />} loading={erase.isPending} disabled={erase.isSuccess} onClick={() => (sure ? erase.mutate({ act: 'ask', body: asked }) : setSure(true))} data-testid="person-erase">
          {t(sure ? 'personsData.person.eraseSure' : 'personsData.person.erase')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t(erase.isSuccess ? 'personsData.person.asked' : 'personsData.person.actsHint')}
      </Text>
      {error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(error, language)}
        </Alert>
      )}
    </Stack>
  )
}
