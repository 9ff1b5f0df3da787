import type { Account, Accounts, AccountWithPassword, AddAccount, AddCategory, AddDepartment, ChangeAccount, ChangeCategory, ChangeDepartment, Directory, Reorganisation, ReorganisationEffect, ReorganisationPlan } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.js'

export const useDirectory = () => useQuery({ queryKey: ['directory'], queryFn: ({ signal }) => request<Directory>('GET', '/api/directory', { signal }) })
export const useAccounts = () => useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => request<Accounts>('GET', '/api/accounts', { signal }) })
export const useReorganisations = () => useQuery({ queryKey: ['directory', 'reorganisations'], queryFn: ({ signal }) => request<Reorganisation[]>('GET', '/api/reorganisations', { signal }) })

/** What a plan would move; not asked while it is not a whole plan. */
export const useReorganisationEffect = (plan: ReorganisationPlan | null) =>
  useQuery({
    queryKey: ['directory', 'effect', plan],
    queryFn: ({ signal }) => request<ReorganisationEffect>('POST', '/api/reorganisations/effect', { body: plan, signal }),
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })

function useDirectoryChange<T, R = unknown>(mutationFn: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all(['directory', 'accounts', 'departments', 'categories'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

export const useAddDepartment = () => useDirectoryChange((body: AddDepartment) => request('POST', '/api/directory/departments', { body }))
export const useChangeDepartment = () => useDirectoryChange(({ id, ...body }: ChangeDepartment & { id: number }) => request('PUT', `/api/directory/departments/${id}`, { body }))
export const useAddCategory = () => useDirectoryChange((body: AddCategory) => request('POST', '/api/directory/categories', { body }))
export const useChangeCategory = () => useDirectoryChange(({ id, ...body }: ChangeCategory & { id: number }) => request('PUT', `/api/directory/categories/${id}`, { body }))
export const useAddAccount = () => useDirectoryChange((body: AddAccount) => request<AccountWithPassword>('POST', '/api/accounts', { body }))
export const useChangeAccount = () => useDirectoryChange(({ id, ...body }: ChangeAccount & { id: number }) => request<Account>('PUT', `/api/accounts/${id}`, { body }))
export const useDisableAccount = () => useDirectoryChange((id: number) => request<Account>('POST', `/api/accounts/${id}/disable`))
export const useRenewAccount = () => useDirectoryChange((id: number) => request<AccountWithPassword>('POST', `/api/accounts/${id}/renew`))
export const usePlanReorganisation = () => useDirectoryChange((body: ReorganisationPlan) => request('POST', '/api/reorganisations', { body }))
export const useCancelReorganisation = () => useDirectoryChange((id: number) => request('POST', `/api/reorganisations/${id}/cancel`))
