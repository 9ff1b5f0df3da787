import { Button, Group, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

/** Somebody who is not known on this number yet. */
export function CitizenAdd({ add, pending }: { add: (name: string) => void; pending: boolean }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') add(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group gap={6} wrap="nowrap" align="flex-end">
        <TextInput size="xs" style={{ flex: 1 }} label={t('citizens.nameOf')} maxLength={120} data-autofocus autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} data-testid="citizen-name" />
        <Button size="xs" type="submit" loading={pending} disabled={name.trim() === ''} data-testid="citizen-name-save">
          {t('citizens.save')}
        </Button>
      </Group>
    </form>
  )
}
