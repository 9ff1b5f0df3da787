import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'
import { catchError, throwError, type Observable } from 'rxjs'
import { databaseAway } from './database.js'
import { isConnectionFault } from './database-fault.js'

/** A request that the database's absence made fail is answered with 503 and why, not with 500. */
@Injectable()
export class DatabaseAwayInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => (isConnectionFault(error) ? databaseAway() : error))))
  }
}
