import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { AddCategory, AddDepartment, ChangeCategory, ChangeDepartment, type Directory, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { DirectoryAdministration } from './directory-administration.service.js'

@Controller('api/directory')
export class DirectoryAdministrationController {
  constructor(private readonly administration: DirectoryAdministration) {}

  @Get()
  @May('directory.administer')
  read(): Promise<Directory> {
    return this.administration.directory()
  }

  @Post('departments')
  @HttpCode(204)
  @May('directory.administer')
  addDepartment(@Body(new ZodPipe(AddDepartment)) body: AddDepartment, @CurrentSession() session: Session): Promise<void> {
    return this.administration.addDepartment(body, session)
  }

  @Put('departments/:id')
  @HttpCode(204)
  @May('directory.administer')
  changeDepartment(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(ChangeDepartment)) body: ChangeDepartment, @CurrentSession() session: Session): Promise<void> {
    return this.administration.changeDepartment(id, body, session)
  }

  @Post('categories')
  @HttpCode(204)
  @May('directory.administer')
  addCategory(@Body(new ZodPipe(AddCategory)) body: AddCategory, @CurrentSession() session: Session): Promise<void> {
    return this.administration.addCategory(body, session)
  }

  @Put('categories/:id')
  @HttpCode(204)
  @May('directory.administer')
  changeCategory(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(ChangeCategory)) body: ChangeCategory, @CurrentSession() session: Session): Promise<void> {
    return this.administration.changeCategory(id, body, session)
  }
}
