import { lazy, type ReactNode } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { landingOf, screensOf, type Screen } from './session/rights.js'
import { useSession } from './session/session-context.js'
import { NoPermission } from './shell/no-permission.js'
import { NotFound } from './shell/not-found.js'
import { PageCrashed } from './shell/page-crashed.js'
import { Shell } from './shell/shell.js'

const SignInPage = lazy(() => import('./session/sign-in-page.js').then((file) => ({ default: file.SignInPage })))
const CitizenPage = lazy(() => import('./citizen/citizen-page.js').then((file) => ({ default: file.CitizenPage })))
const DeskPage = lazy(() => import('./desk/desk-page.js').then((file) => ({ default: file.DeskPage })))
const VoicemailsPage = lazy(() => import('./voicemails/voicemails-page.js').then((file) => ({ default: file.VoicemailsPage })))
const InboxPage = lazy(() => import('./inbox/inbox-page.js').then((file) => ({ default: file.InboxPage })))
const TicketsPage = lazy(() => import('./tickets/tickets-page.js').then((file) => ({ default: file.TicketsPage })))
const CallsPage = lazy(() => import('./calls/calls-page.js').then((file) => ({ default: file.CallsPage })))
const HallPage = lazy(() => import('./hall/hall-page.js').then((file) => ({ default: file.HallPage })))
const WallScreen = lazy(() => import('./hall/wall-screen.js').then((file) => ({ default: file.WallScreen })))
const TodayPage = lazy(() => import('./today/today-page.js').then((file) => ({ default: file.TodayPage })))
const AnnouncementsPage = lazy(() => import('./announcements/announcements-page.js').then((file) => ({ default: file.AnnouncementsPage })))
const OpeningHoursPage = lazy(() => import('./opening-hours/opening-hours-page.js').then((file) => ({ default: file.OpeningHoursPage })))
const TicketRulesPage = lazy(() => import('./ticket-kinds/ticket-rules-page.js').then((file) => ({ default: file.TicketRulesPage })))
const DirectoryPage = lazy(() => import('./departments/directory-page.js').then((file) => ({ default: file.DirectoryPage })))
const WarningsPage = lazy(() => import('./warnings/warnings-page.js').then((file) => ({ default: file.WarningsPage })))
const RoutingPage = lazy(() => import('./routing/routing-page.js').then((file) => ({ default: file.RoutingPage })))
const AnswerTemplatesPage = lazy(() => import('./answer-templates/answer-templates-page.js').then((file) => ({ default: file.AnswerTemplatesPage })))
const MessageTemplatesPage = lazy(() => import('./message-templates/message-templates-page.js').then((file) => ({ default: file.MessageTemplatesPage })))
const PersonsDataPage = lazy(() => import('./persons-data/persons-data-page.js').then((file) => ({ default: file.PersonsDataPage })))
const KnowledgePage = lazy(() => import('./knowledge/knowledge-page.js').then((file) => ({ default: file.KnowledgePage })))
const DeskRulesPage = lazy(() => import('./desk-rules/desk-rules-page.js').then((file) => ({ default: file.DeskRulesPage })))
const LedgerPage = lazy(() => import('./ledger/ledger-page.js').then((file) => ({ default: file.LedgerPage })))
const ReportsPage = lazy(() => import('./reports/reports-page.js').then((file) => ({ default: file.ReportsPage })))
const BehindPage = lazy(() => import('./reports/behind-page.js').then((file) => ({ default: file.BehindPage })))
const DefinitionsPage = lazy(() => import('./reports/definitions-page.js').then((file) => ({ default: file.DefinitionsPage })))
const MonthlyPage = lazy(() => import('./reports/monthly-page.js').then((file) => ({ default: file.MonthlyPage })))
const BoardsPage = lazy(() => import('./boards/boards-page.js').then((file) => ({ default: file.BoardsPage })))
const FlowsPage = lazy(() => import('./flows/flows-page.js').then((file) => ({ default: file.FlowsPage })))

function Only({ screen, children }: { screen: Screen; children: ReactNode }) {
  return screensOf(useSession()).includes(screen) ? children : <NoPermission />
}

const Landing = () => <Navigate to={landingOf(useSession(), null)} replace />

export const router = createBrowserRouter([
  {
    errorElement: <PageCrashed />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/goi-1022', element: <CitizenPage /> },
      { path: '/wall', element: <WallScreen /> },
      {
        element: <Shell />,
        children: [
          { index: true, element: <Landing /> },
          { path: 'desk', element: <Only screen="desk">{<DeskPage />}</Only> },
          { path: 'voicemails', element: <Only screen="voicemails">{<VoicemailsPage />}</Only> },
          { path: 'inbox/:code?', element: <Only screen="inbox">{<InboxPage />}</Only> },
          { path: 'tickets/:code?', element: <Only screen="tickets">{<TicketsPage />}</Only> },
          { path: 'calls/:id?', element: <Only screen="calls">{<CallsPage />}</Only> },
          { path: 'hall', element: <Only screen="hall">{<HallPage />}</Only> },
          { path: 'today', element: <Only screen="today">{<TodayPage />}</Only> },
          { path: 'ledger', element: <Only screen="ledger">{<LedgerPage />}</Only> },
          { path: 'announcements', element: <Only screen="announcements">{<AnnouncementsPage />}</Only> },
          { path: 'opening-hours', element: <Only screen="opening-hours">{<OpeningHoursPage />}</Only> },
          { path: 'ticket-rules/:tab?', element: <Only screen="ticket-rules">{<TicketRulesPage />}</Only> },
          { path: 'desk-rules', element: <Only screen="desk-rules">{<DeskRulesPage />}</Only> },
          { path: 'directory', element: <Only screen="directory">{<DirectoryPage />}</Only> },
          { path: 'warnings', element: <Only screen="warnings">{<WarningsPage />}</Only> },
          { path: 'routing', element: <Only screen="routing">{<RoutingPage />}</Only> },
          { path: 'answer-templates', element: <Only screen="answer-templates">{<AnswerTemplatesPage />}</Only> },
          { path: 'message-templates', element: <Only screen="message-templates">{<MessageTemplatesPage />}</Only> },
          { path: 'persons-data/:tab?', element: <Only screen="persons-data">{<PersonsDataPage />}</Only> },
          { path: 'knowledge/:tab?/:key?', element: <Only screen="knowledge">{<KnowledgePage />}</Only> },
          { path: 'reports/behind/:kind', element: <Only screen="reports">{<BehindPage />}</Only> },
          { path: 'reports/definitions', element: <Only screen="reports">{<DefinitionsPage />}</Only> },
          { path: 'reports/monthly', element: <Only screen="reports">{<MonthlyPage />}</Only> },
          { path: 'reports/:name?', element: <Only screen="reports">{<ReportsPage />}</Only> },
          { path: 'boards/:id?', element: <Only screen="boards">{<BoardsPage />}</Only> },
          { path: 'flows/:id?', element: <Only screen="flows">{<FlowsPage />}</Only> },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
])
