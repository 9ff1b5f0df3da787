import { API_RIGHTS, type ApiRight, type MadeApiKey } from '@app/contracts'
import { Alert, Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useMakeApiKey } from './api-key-queries.js'

export function ApiKeyForm({ done }: { done: (made: MadeApiKey) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const make = useMakeApiKey()
  const [name, setName] = useState('')
  const [rights, setRights] = useState<ApiRight[]>([])
  const [perMinute, setPerMinute] = useState(60)
  const [expiresOn, setExpiresOn] = useState<string | null>(null)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate({ name: name.trim(), rights, perMinute, expiresOn }, { onSuccess: done })
      }}
    >
      <Stack gap="sm">
        <TextInput label={t('apiKeys.name')} placeholder={t('apiKeys.nameHint')} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} data-testid="api-key-name" />
        <Checkbox.Group label={t('apiKeys.rights')} required value={rights} onChange={(chosen) => setRights(API_RIGHTS.filter((right) => chosen.includes(right)))}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={6} mt={6}>
            {API_RIGHTS.map((right) => (
              <Checkbox key={right} value={right} label={t(`apiKeys.right.${right.replace('.', '-')}`)} data-testid={`api-right-${right}`} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Group grow align="flex-start">
          <NumberInput label={t('apiKeys.limit')} min={1} max={600} clampBehavior="strict" allowDecimal={false} value={perMinute} onChange={(value) => setPerMinute(Number(value) || 1)} data-testid="api-key-limit" />
          <DatePickerInput label={t('apiKeys.expires')} placeholder={t('apiKeys.noEnd')} clearable locale={language} firstDayOfWeek={1} valueFormat="DD/MM/YYYY" minDate={dayOf(Date.now())} value={expiresOn} onChange={(day) => setExpiresOn(day || null)} />
        </Group>
        {make.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(make.error, language)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === '' || rights.length === 0} loading={make.isPending} data-testid="api-key-save">
            {t('apiKeys.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
