import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { AddAccount, ChangeAccount, type Account, type Accounts, type AccountWithPassword, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { AccountsService } from './accounts.service.js'

@Controller('api/accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @May('accounts.administer')
  list(): Promise<Accounts> {
    return this.accounts.list()
  }

  @Post()
  @May('accounts.administer')
  add(@Body(new ZodPipe(AddAccount)) body: AddAccount, @CurrentSession() session: Session): Promise<AccountWithPassword> {
    return this.accounts.add(body, session)
  }

  @Put(':id')
  @May('accounts.administer')
  change(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(ChangeAccount)) body: ChangeAccount, @CurrentSession() session: Session): Promise<Account> {
    return this.accounts.change(id, body, session)
  }

  @Post(':id/disable')
  @HttpCode(200)
  @May('accounts.administer')
  disable(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<Account> {
    return this.accounts.disable(id, session)
  }

  @Post(':id/renew')
  @HttpCode(200)
  @May('accounts.administer')
  renew(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<AccountWithPassword> {
    return this.accounts.renew(id, session)
  }
}
