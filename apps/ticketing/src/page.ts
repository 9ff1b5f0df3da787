export const PAGE_SIZE = 50

/** Where a page (from 1) begins and how much it holds, for a query. */
export const pageAt = (page: number) => ({ skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE })
