import { ReportLists } from './report-lists.service.js'
import { ReportsController } from './reports.controller.js'
import { ReportChoicesService } from './report-choices.service.js'
import { ReportsService } from './reports.service.js'

export const REPORT_CONTROLLERS = [ReportsController]
export const REPORT_PROVIDERS = [ReportsService, ReportLists, ReportChoicesService]
