import { ReportLists } from './report-lists.service.js'
import { ReportsController } from './reports.controller.js'
import { ReportsService } from './reports.service.js'

export const REPORT_CONTROLLERS = [ReportsController]
export const REPORT_PROVIDERS = [ReportsService, ReportLists]
