import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isLost } from './attempt.ts'
import { Problem } from './problem.ts'
import { SESSION } from './session.ts'

/**
 * Remembers the server's answers. What the network lost is asked again; what the server refused is not; a
 * session that has ended leads to the sign-in.
 */
export function makeQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof Problem && error.code === 'unauthenticated')
      void client.invalidateQueries({ queryKey: SESSION })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => isLost(error) && failures < 3,
        staleTime: 15_000,
        networkMode: 'always',
      },
      mutations: { retry: (failures, error) => isLost(error) && failures < 2, networkMode: 'always' },
    },
  })
  return client
}
