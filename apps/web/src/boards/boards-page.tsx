import type { Board } from '@app/contracts'
import { Badge, Button, Group, Menu, Select, Text } from '@mantine/core'
import { IconDots, IconLayoutDashboard, IconPencil, IconPlus, IconPrinter, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { BoardEditor, BoardTiles } from './board-view.js'
import { useBoards } from './board-queries.js'
import { DropBoardDialog } from './drop-board-dialog.js'
import { startingBoard } from './starting-board.js'
import '../reports/reports.css'
import './boards.css'

export function BoardsPage() {
  const boards = useBoards()
  return (
    <main className="page boards" data-testid="boards">
      <Loaded query={boards}>{(found) => <Boards boards={found} />}</Loaded>
    </main>
  )
}

function Boards({ boards }: { boards: Board[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id } = useParams()
  const [dropping, setDropping] = useState<Board | null>(null)
  const [editing, setEditing] = useState<'new' | number | null>(null)
  const board = id === undefined ? boards[0] : boards.find((one) => String(one.id) === id)
  const openEdited = (saved: Board | null) => {
    setEditing(null)
    if (saved) void navigate(`/boards/${saved.id}`)
  }
  if (editing === 'new') return <BoardEditor board={null} done={openEdited} />
  if (board && editing === board.id) return <BoardEditor board={board} done={openEdited} />
  const choose = boards.length > 0 && (
    <Select
      size="sm"
      w={240}
      aria-label={t('boards.choose')}
      allowDeselect={false}
      placeholder={t('boards.choose')}
      data={[true, false].flatMap((own) => {
        const items = boards.filter((one) => one.own === own).map((one) => ({ value: String(one.id), label: own ? one.name : `${one.name} · ${one.owner.displayName}` }))
        return items.length > 0 ? [{ group: t(own ? 'boards.own' : 'boards.ofOthers'), items }] : []
      })}
      value={board ? String(board.id) : null}
      onChange={(chosen) => chosen && void navigate(`/boards/${chosen}`)}
      data-testid="board-choice"
    />
  )
  const make = (
    <Button size="sm" variant={board ? 'default' : 'filled'} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')} data-testid="board-new">
      {t('boards.new')}
    </Button>
  )
  return (
    <>
      <PageTitle title={board?.name ?? t('screen.boards')}>
        <Group gap={8} className="no-print">
          {board?.shared && (
            <Badge variant="light" data-testid="board-whose">
              {board.own ? t('boards.shared') : t('boards.by', { name: board.owner.displayName })}
            </Badge>
          )}
          {choose}
          {board?.own && (
            <Button size="sm" variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(board.id)} data-testid="board-edit">
              {t('boards.arrange')}
            </Button>
          )}
          {make}
          {board && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="sm" variant="default" px={8} aria-label={t('boards.more')} data-testid="board-more">
                  <IconDots size={18} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
                  {t('reports.print')}
                </Menu.Item>
                {board.own && (
                  <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setDropping(board)} data-testid="board-drop">
                    {t('boards.drop')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      </PageTitle>
      {dropping && <DropBoardDialog board={dropping} close={() => setDropping(null)} />}
      {board ? (
        <BoardTiles tiles={board.tiles} />
      ) : (
        <>
          <EmptyState icon={IconLayoutDashboard} text={t(id === undefined ? 'boards.none' : 'boards.gone')} />
          {id === undefined && (
            <>
              <Text size="sm" c="dimmed" ta="center" mb="sm">
                {t('boards.exampleHint')}
              </Text>
              <BoardTiles tiles={startingBoard} />
            </>
          )}
        </>
      )}
    </>
  )
}
