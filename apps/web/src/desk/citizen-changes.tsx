import type { Citizen, CitizenDeed, TicketSummary } from '@app/contracts'
import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'

type Props = {
  citizen: Citizen
  /** Whom they may be merged with. */
  others: readonly Citizen[]
  tickets: readonly TicketSummary[]
  run: (deed: CitizenDeed, done: () => void) => void
  pending: boolean
}
type Open = 'describe' | 'merge' | 'split' | null

/** Name and language, two who are one, one who are two; and all of it back. */
export function CitizenChanges({ citizen, others, tickets, run, pending }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <section aria-label={t('citizens.changes')}>
      <Group gap={4}>
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen('describe')} data-testid="citizen-describe">
          {t('citizens.describe')}
        </Button>
        {others.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen('merge')} data-testid="citizen-merge">
            {t('citizens.merge')}
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen('split')} data-testid="citizen-split">
          {t('citizens.split')}
        </Button>
      </Group>
      <Changes citizen={citizen} run={run} pending={pending} />
      <Modal opened={open !== null} onClose={close} title={open && t(`citizens.${open}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {open && <ChangeForm key={open} what={open} citizen={citizen} others={others} tickets={tickets} pending={pending} run={(deed) => run(deed, close)} />}
      </Modal>
    </section>
  )
}

function Changes({ citizen, run, pending }: Pick<Props, 'citizen' | 'run' | 'pending'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  return (
    <Stack gap={4}>
      {citizen.changes.map(({ id, what, other, why, by, at, undone }) => (
        <Group key={id} gap={6} data-testid="citizen-change" data-undone={undone !== null}>
          <Text size="xs" c="dimmed" td={undone ? 'line-through' : undefined} style={{ flex: 1 }}>
            {t(`citizens.change.${what}`, { other: other ?? t('citizens.unnamed') })} · {why} · {by} · {formatMoment(at, language, now)}
          </Text>
          {!undone && (
            <Button size="compact-xs" variant="default" loading={pending} onClick={() => run({ deed: 'undo', changeId: id }, () => undefined)} data-testid="citizen-undo">
              {t('citizens.undo')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  )
}

function ChangeForm({ what, citizen, others, tickets, run, pending }: Omit<Props, 'run'> & { what: Exclude<Open, null>; run: (deed: CitizenDeed) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(what === 'describe' ? (citizen.name ?? '') : '')
  const [language, setLanguage] = useState<'vi' | 'en' | null>(citizen.language)
  const [why, setWhy] = useState('')
  const [other, setOther] = useState<string | null>(others.length === 1 ? String(others[0]?.id) : null)
  const [codes, setCodes] = useState<string[]>([])
  const deed = (): CitizenDeed | null => {
    switch (what) {
      case 'describe':
        return name.trim() === '' ? null : { deed: 'describe', citizenId: citizen.id, name: name.trim(), language }
      case 'merge':
        return other === null || why.trim().length < 3 ? null : { deed: 'merge', citizenId: Number(other), intoId: citizen.id, why: why.trim() }
      case 'split':
        return name.trim() === '' || why.trim().length < 3 ? null : { deed: 'split', citizenId: citizen.id, name: name.trim(), ticketCodes: codes, why: why.trim() }
      default:
        return what satisfies never
    }
  }
  const ready = deed()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) run(ready)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {what !== 'merge' && <TextInput label={t(what === 'split' ? 'citizens.nameOfOther' : 'citizens.nameOf')} maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} data-testid="change-name" />}
        {what === 'describe' && <Select label={t('citizens.language')} clearable data={[{ value: 'vi', label: t('language.vi') }, { value: 'en', label: t('language.en') }]} value={language} onChange={(value) => setLanguage(value === 'vi' || value === 'en' ? value : null)} data-testid="change-language" />}
        {what === 'merge' && <Select label={t('citizens.mergeWhom')} data={others.map(({ id, name: known }) => ({ value: String(id), label: known ?? t('citizens.unnamed') }))} value={other} onChange={setOther} data-testid="change-other" />}
        {what === 'split' && tickets.length > 0 && (
          <Checkbox.Group label={t('citizens.splitTickets')} value={codes} onChange={setCodes}>
            <Stack gap={6} mt={6}>
              {tickets.map((ticket) => (
                <Checkbox key={ticket.code} value={ticket.code} label={`${formatTicketCode(ticket.code)} · ${ticket.description.slice(0, 80)}`} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {what !== 'describe' && <TextInput label={t('citizens.why')} maxLength={300} value={why} onChange={(event) => setWhy(event.currentTarget.value)} data-testid="change-why" />}
        <Button type="submit" loading={pending} disabled={ready === null} data-testid="change-save">
          {t('citizens.save')}
        </Button>
      </Stack>
    </form>
  )
}
