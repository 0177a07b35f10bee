import { useQuery } from '@tanstack/react-query';

/** Where the queues are shown, behind a password of their own. */
export const dashboardPath = '/admin/queues';

/**
 * Whether the queue dashboard is on: it asks for its password then, else nothing is there. Nothing of the console's is sent, so
 * that the browser asks nobody for a password here.
 */
export function useDashboard(isOff: boolean): boolean {
  const { data } = useQuery({
    queryKey: [dashboardPath],
    queryFn: async ({ signal }) => {
      const { status } = await fetch(dashboardPath, {
        method: 'HEAD',
        credentials: 'omit',
        signal,
      });
      return status === 401;
    },
    enabled: !isOff,
    staleTime: Infinity,
    retry: false,
  });
  return data === true;
}
