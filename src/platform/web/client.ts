import { QueryClient } from '@tanstack/react-query'
import { isLost } from './attempt.ts'

/** Remembers the server's answers. What the network lost is asked again; what the server refused is not. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => isLost(error) && failures < 3,
        staleTime: 15_000,
        networkMode: 'always',
      },
      mutations: { retry: (failures, error) => isLost(error) && failures < 2, networkMode: 'always' },
    },
  })
}
