import type { RoutedDepartment } from '@app/ticket-routing'

/** What a reorganisation needs to know of a department; days are `2026-11-23`, the last one included. */
export type StandingDepartment = Pick<RoutedDepartment, 'id' | 'validFrom' | 'validUntil' | 'successorId' | 'isFallback'>
