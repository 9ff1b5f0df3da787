import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { BoardContent, SaveBoard, type Board, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { Boards } from './boards.service.js'

@Controller('api/boards')
export class BoardsController {
  constructor(private readonly boards: Boards) {}

  @Get()
  @May('boards.use')
  list(@CurrentSession() session: Session): Promise<Board[]> {
    return this.boards.list(session)
  }

  @Post()
  @May('boards.use')
  make(@Body(new ZodPipe(BoardContent)) content: BoardContent, @CurrentSession() session: Session): Promise<Board> {
    return this.boards.make(content, session)
  }

  @Put(':id')
  @May('boards.use')
  save(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(SaveBoard)) board: SaveBoard, @CurrentSession() session: Session): Promise<Board> {
    return this.boards.save(id, board, session)
  }

  @Delete(':id')
  @HttpCode(204)
  @May('boards.use')
  drop(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    return this.boards.drop(id, session)
  }
}
