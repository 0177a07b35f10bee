import { Refused } from '@app/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

/** What was read of the API, for one session. A refused key ends it; a refusal is no accident, so it is not asked again. */
export function createQueries(onKeyRefused: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof Refused && error.problem.status === 401) onKeyRefused();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && !isFinal(error),
      },
    },
  });
}

const isFinal = (error: Error): boolean =>
  error instanceof Refused && error.problem.status < 500 && error.problem.status !== 429;
