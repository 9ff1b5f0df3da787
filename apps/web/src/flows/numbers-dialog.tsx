import { EVERY_OTHER, type FlowDetails } from '@app/contracts'
import { Alert, Button, Group, Modal, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { request } from '../api/request.js'
import { useLanguage } from '../i18n.js'

/** What a flow is called and which dialled numbers reach it; or a new flow, which begins as a copy of this one. */
export function NumbersDialog({ details, fresh, close, openFlow }: { details: FlowDetails; fresh: boolean; close: () => void; openFlow: (id: number) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const [name, setName] = useState(fresh ? '' : details.name)
  const [numbers, setNumbers] = useState(fresh ? [] : details.numbers.filter((number) => number !== EVERY_OTHER))
  const save = useMutation({
    mutationFn: () => (fresh ? request<FlowDetails>('POST', '/api/flows', { body: { name, numbers, like: details.id } }) : request<FlowDetails>('PUT', `/api/flows/${details.id}`, { body: { name, numbers } })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['flows'] })
      close()
      if (fresh) openFlow(id)
    },
  })
  return (
    <Modal opened onClose={close} size={520} title={<Text fw={600}>{t(fresh ? 'flows.numbers.new' : 'flows.numbers.title')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack data-testid="numbers-dialog">
          <Text size="sm" c="dimmed">
            {fresh ? t('flows.numbers.newAbout', { name: details.name }) : details.numbers.includes(EVERY_OTHER) ? t('flows.numbers.everyOther') : t('flows.numbers.about')}
          </Text>
          <TextInput label={t('flows.numbers.name')} required maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus data-testid="numbers-name" />
          <TagsInput label={t('flows.numbers.numbers')} placeholder={t('flows.numbers.hint')} value={numbers} onChange={(next) => setNumbers(next.map((number) => number.replace(/\D/g, '')).filter(Boolean))} maxTags={20} data-testid="numbers-numbers" />
          {save.error && (
            <Alert color="red" role="alert" py="xs" data-testid="numbers-failure">
              {failureSentence(save.error, language)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''} data-testid="numbers-save">
              {t(fresh ? 'flows.numbers.make' : 'flows.numbers.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
