import { REPORTS, type Report, type ReportName } from '@app/contracts'
import { Alert, Button, Group, Menu, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconFlask, IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useParams, useSearchParams } from 'react-router'
import { download } from '../api/download.js'
import { dayOf, formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { DownloadFailure } from '../shell/download-failure.js'
import { NotFound } from '../shell/not-found.js'
import { PageTitle } from '../shell/page-title.js'
import { Loaded } from '../shell/states.js'
import { formatCell } from './format-cell.js'
import { ReportControls } from './report-controls.js'
import { ReportList } from './report-list.js'
import { exportPath, useReport } from './report-queries.js'
import { ReportSections } from './report-sections.js'
import { askedOf, readView, writeView, type ReportView } from './report-view.js'
import './reports.css'

export function ReportsPage() {
  const { name } = useParams()
  const { search } = useLocation()
  if (name === undefined) return <Navigate to={{ pathname: '/reports/volume', search }} replace />
  const known = REPORTS.find((report) => report === name)
  return known ? <ReportPage name={known} /> : <NotFound />
}

function ReportPage({ name }: { name: ReportName }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [params, setParams] = useSearchParams()
  const view = readView(params, dayOf(Date.now()))
  const asked = askedOf(name, view, language)
  const report = useReport(name, asked)
  const file = useMutation({ mutationFn: download })
  const change = (part: Partial<ReportView>) => {
    const next = { ...view, ...part }
    // Another period may be too long for the step that was chosen: then the fitting one.
    setParams(writeView(readView(writeView(next), dayOf(Date.now()))))
  }
  const days = t('reports.fromTo', { from: formatCell(view.from, 'day', language, t), to: formatCell(view.to, 'day', language, t) })
  return (
    <main className="page reports" data-testid="reports" data-report={name}>
      <ReportList current={name} />
      <div className="report-main">
        <PageTitle title={t(`reports.name.${name}`)}>
          <Group gap="xs" className="no-print">
            <Text size="sm" c="dimmed" data-testid="report-as-of">
              {report.data && t('reports.asOf', { time: formatTime(report.data.asOf, language) })}
            </Text>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="xs" variant="default" leftSection={<IconDownload size={15} aria-hidden />} loading={file.isPending} data-testid="report-export">
                  {t('reports.export')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {(['xlsx', 'csv'] as const).map((format) => (
                  <Menu.Item key={format} onClick={() => file.mutate(exportPath(name, format, asked))} data-testid={`report-export-${format}`}>
                    {t(`reports.exportAs.${format}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button size="xs" variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => window.print()} data-testid="report-print">
              {t('reports.print')}
            </Button>
          </Group>
        </PageTitle>
        <Text className="print-only" size="sm" mb="xs">
          {days}
        </Text>
        <ReportControls name={name} view={view} change={change} />
        <DownloadFailure error={file.error} close={file.reset} />
        <div aria-busy={report.isPlaceholderData} className={report.isPlaceholderData ? 'report-stale' : undefined} data-testid="report-body" data-loaded={report.data !== undefined && !report.isPlaceholderData}>
          <Loaded query={report} skeleton={<ReportSkeleton />}>
            {(found) => (
              <>
                <MadeUp report={found} />
                <ReportSections report={found} />
              </>
            )}
          </Loaded>
        </div>
      </div>
    </main>
  )
}

/** Figures for trying out are never taken for real ones. */
export function MadeUp({ report }: { report: Pick<Report, 'madeUp'> }) {
  const { t } = useTranslation()
  if (!report.madeUp) return null
  return (
    <Alert color="yellow" icon={<IconFlask aria-hidden />} py="xs" mb="sm" data-testid="made-up">
      {t('reports.madeUp')}
    </Alert>
  )
}

const ReportSkeleton = () => (
  <>
    <Skeleton height={350} mb="sm" />
    <Skeleton height={260} />
  </>
)
