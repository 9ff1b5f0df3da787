import type { ReportName } from '@app/contracts'
import { Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { REPORT_GROUPS } from './report-groups.js'

export const EXTRA_PAGES = ['monthly', 'definitions'] as const

/** All reports by what they are about; the period and the filters go along. */
export function ReportList({ current }: { current: ReportName | (typeof EXTRA_PAGES)[number] | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { search } = useLocation()
  const pathOf = (name: string) => ({ pathname: `/reports/${name}`, search: EXTRA_PAGES.some((page) => page === name) || EXTRA_PAGES.some((page) => page === current) ? '' : search })
  const nameOf = (name: ReportName | (typeof EXTRA_PAGES)[number]) => t(`reports.name.${name}`)
  return (
    <>
      <Select
        hiddenFrom="sm"
        mb="sm"
        className="no-print"
        aria-label={t('reports.list')}
        allowDeselect={false}
        data={[...REPORT_GROUPS.map(({ group, reports }) => ({ group: t(`reports.group.${group}`), items: reports.map((name) => ({ value: name, label: nameOf(name) })) })), { group: t('reports.group.more'), items: EXTRA_PAGES.map((name) => ({ value: name, label: nameOf(name) })) }]}
        value={current}
        onChange={(name) => name && void navigate(pathOf(name))}
        data-testid="report-choice"
      />
      <Stack component="nav" gap={2} visibleFrom="sm" aria-label={t('reports.list')} className="report-list no-print">
        {[...REPORT_GROUPS, { group: 'more', reports: EXTRA_PAGES } as const].map(({ group, reports }) => (
          <div key={group}>
            <Text size="xs" c="dimmed" fw={600} px={10} pt={8} pb={2}>
              {t(`reports.group.${group}`)}
            </Text>
            {reports.map((name) => (
              <NavLink key={name} to={pathOf(name)} className="nav-link report-link" data-testid={`report-${name}`}>
                {nameOf(name)}
              </NavLink>
            ))}
          </div>
        ))}
      </Stack>
    </>
  )
}
