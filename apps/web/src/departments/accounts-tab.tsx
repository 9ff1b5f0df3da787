import { ROLES, type Account, type AccountWithPassword, type Accounts, type DatedDepartment, type Directory, type Role } from '@app/contracts'
import { ActionIcon, Alert, Badge, Button, Code, CopyButton, Group, Modal, MultiSelect, Select, Stack, Switch, Table, Text, TextInput, Tooltip } from '@mantine/core'
import { IconKey, IconPencil, IconPlus, IconSearch, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { matchesSearch } from '../format/fold-diacritics.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { SentForm } from './department-form.js'
import { ChoiceSelect } from './department-select.js'
import { EmailField, emailOrNull, mayBeEmail } from './email-field.js'
import { useAccounts, useAddAccount, useChangeAccount, useDisableAccount, useRenewAccount } from './directory-queries.js'
import { isOver } from './validity.js'

/** People who sign in, by department. */
export function AccountsTab({ directory }: { directory: Directory }) {
  const accounts = useAccounts()
  return <Loaded query={accounts}>{(found) => <AccountList found={found} directory={directory} />}</Loaded>
}

function AccountList({ found, directory }: { found: Accounts; directory: Directory }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const [departmentId, setDepartmentId] = useState<number | null>(null)
  const [opened, open] = useState<Account | 'new' | null>(null)
  const [made, setMade] = useState<AccountWithPassword | null>(null)
  const names = new Map(directory.departments.map(({ id, name }) => [id, name[language]]))
  const staffed = directory.departments.filter(({ id }) => found.accounts.some((account) => account.departmentId === id))
  const rows = found.accounts.filter((account) => (departmentId === null || account.departmentId === departmentId) && matchesSearch(`${account.displayName} ${account.username}`, search))
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <TextInput w={240} leftSection={<IconSearch size={16} aria-hidden />} placeholder={t('departments.searchPeople')} aria-label={t('departments.searchPeople')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <ChoiceSelect bare label={t('departments.department')} clearable placeholder={t('departments.anyDepartment')} choices={staffed} value={departmentId} change={setDepartmentId} testId="accounts-department" />
        <Button ml="auto" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open('new')} data-testid="account-new">
          {t('departments.addAccount')}
        </Button>
      </Group>
      {made && <OneTimePassword account={made} close={() => setMade(null)} />}
      {rows.length === 0 ? (
        <EmptyState text={t('departments.nothingFits')} />
      ) : (
        <Table verticalSpacing={6} withTableBorder bg="var(--mantine-color-body)" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {(['person', 'username', 'role', 'department', 'accountState'] as const).map((column) => (
                <Table.Th key={column}>{t(`departments.${column}`)}</Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((account) => (
              <Table.Tr key={account.id} opacity={account.disabledAt === null ? 1 : 0.65} data-testid={`account-${account.username}`}>
                <Table.Td>
                  {account.displayName}
                  {account.email !== null && (
                    <Text size="xs" c="dimmed">
                      {account.email}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{account.username}</Table.Td>
                <Table.Td>{t(`role.${account.role}`)}</Table.Td>
                <Table.Td>
                  {account.departmentId !== null && names.get(account.departmentId)}{' '}
                  {account.isHead && (
                    <Badge size="xs" variant="light">
                      {t('departments.head')}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  {account.disabledAt !== null ? (
                    <Text size="xs">{t('departments.disabledSince', { at: formatFull(account.disabledAt, language) })}</Text>
                  ) : (
                    account.oneTimePassword && (
                      <Badge size="xs" variant="light" color="yellow">
                        {t('departments.oneTime')}
                      </Badge>
                    )
                  )}
                </Table.Td>
                <Table.Td>
                  <AccountButtons account={account} edit={() => open(account)} made={setMade} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Modal opened={opened !== null} onClose={() => open(null)} size="lg" title={<Text fw={600}>{opened === 'new' || opened === null ? t('departments.addAccount') : opened.displayName}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }} closeOnClickOutside={false}>
        {opened !== null && (
          <AccountForm
            account={opened === 'new' ? null : opened}
            departments={directory.departments.filter((row) => !isOver(row))}
            queues={found.queues}
            done={(account) => {
              open(null)
              setMade(account)
            }}
          />
        )}
      </Modal>
    </Stack>
  )
}

function AccountButtons({ account, edit, made }: { account: Account; edit: () => void; made: (account: AccountWithPassword) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { userId } = useSession()
  const disable = useDisableAccount()
  const renew = useRenewAccount()
  const failure = disable.error ?? renew.error
  const buttons = [
    { name: 'change', icon: IconPencil, run: edit },
    { name: account.disabledAt === null ? 'renew' : 'enable', icon: IconKey, run: () => renew.mutate(account.id, { onSuccess: made }) },
    ...(account.disabledAt === null && account.id !== userId ? [{ name: 'disable', icon: IconUserOff, run: () => disable.mutate(account.id) }] : []),
  ] as const
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      {failure && (
        <Text size="xs" c="red" role="alert">
          {failureSentence(failure, language)}
        </Text>
      )}
      {buttons.map(({ name, icon: ButtonIcon, run }) => (
        <Tooltip key={name} label={t(`departments.accountAct.${name}`)}>
          <ActionIcon variant="subtle" color={name === 'disable' ? 'red' : 'blue'} aria-label={`${t(`departments.accountAct.${name}`)}: ${account.displayName}`} loading={name !== 'change' && (disable.isPending || renew.isPending)} onClick={run} data-testid={`account-${name}-${account.username}`}>
            <ButtonIcon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  )
}

function OneTimePassword({ account, close }: { account: AccountWithPassword; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="yellow" icon={<IconKey aria-hidden />} withCloseButton closeButtonLabel={t('common.close')} onClose={close} data-testid="one-time-password">
      <Group gap="sm">
        <Text size="sm">{t('departments.passwordOnce', { username: account.username })}</Text>
        <Code fz="md">{account.password}</Code>
        <CopyButton value={account.password}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'departments.copied' : 'departments.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  )
}

function AccountForm({ account, departments, queues, done }: { account: Account | null; departments: readonly DatedDepartment[]; queues: readonly string[]; done: (made: AccountWithPassword | null) => void }) {
  const { t } = useTranslation()
  const add = useAddAccount()
  const change = useChangeAccount()
  const [username, setUsername] = useState(account?.username ?? '')
  const [fields, setFields] = useState({ displayName: account?.displayName ?? '', role: account?.role ?? ('officer' as Role), departmentId: account?.departmentId ?? null, isHead: account?.isHead ?? false, queues: account?.queues ?? [], email: account?.email ?? '' })
  const set = (part: Partial<typeof fields>) => setFields({ ...fields, ...part })
  const officer = fields.role === 'officer'
  const fitting = { ...fields, email: emailOrNull(fields.email), ...(officer ? { queues: [] } : { departmentId: null, isHead: false }) }
  const send = () => {
    if (account) change.mutate({ id: account.id, ...fitting }, { onSuccess: () => done(null) })
    else add.mutate({ username, ...fitting }, { onSuccess: done })
  }
  return (
    <SentForm error={add.error ?? change.error} pending={add.isPending || change.isPending} disabled={fields.displayName.trim() === '' || (officer && fields.departmentId === null) || !mayBeEmail(fields.email) || !/^[a-z][a-z0-9._-]+$/.test(username)} send={send}>
      <Group grow align="flex-start">
        <TextInput label={t('departments.person')} required maxLength={120} data-autofocus value={fields.displayName} onChange={(event) => set({ displayName: event.currentTarget.value })} data-testid="account-name" />
        <TextInput label={t('departments.username')} description={t('departments.usernameHint')} inputWrapperOrder={['label', 'input', 'description']} required disabled={account !== null} maxLength={60} value={username} onChange={(event) => setUsername(event.currentTarget.value)} data-testid="account-username" />
      </Group>
      <Group grow align="flex-start">
        <Select label={t('departments.role')} allowDeselect={false} data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={fields.role} onChange={(value) => set({ role: ROLES.find((known) => known === value) ?? 'officer' })} data-testid="account-role" />
        {officer ? (
          <ChoiceSelect label={t('departments.department')} choices={departments} value={fields.departmentId} change={(departmentId) => set({ departmentId })} testId="account-department" />
        ) : (
          <MultiSelect label={t('departments.queues')} data={queues.map((queue) => ({ value: queue, label: t(`queue.${queue}`, { defaultValue: queue }) }))} value={fields.queues} onChange={(chosen) => set({ queues: chosen })} data-testid="account-queues" />
        )}
      </Group>
      {officer && <Switch label={t('departments.isHead')} description={t('departments.headHint')} checked={fields.isHead} onChange={(event) => set({ isHead: event.currentTarget.checked })} data-testid="account-head" />}
      <EmailField label={t('departments.email')} hint={t('departments.emailHint')} value={fields.email} change={(email) => set({ email })} testId="account-email" />
      {account && (
        <Text size="xs" c="dimmed">
          {t('departments.changeEndsSessions')}
        </Text>
      )}
    </SentForm>
  )
}
