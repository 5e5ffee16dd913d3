import { useCallback, useEffect, useRef, useState } from 'react';

interface Api<T> {
  load(id: string): Promise<T>;
  subscribe(id: string, onChange: (value: T) => void): () => void;
}

export function useRecord<T>(api: Api<T>, id: string) {
  const [value, setValue] = useState<T | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [loading, setLoading] = useState(false);

  useEffect(() => {
    let cancelled = false;
    setLoading(true);
    api
      .load(id)
      .then((loaded) => {
        if (!cancelled) setValue(loaded);
      })
      .catch((failure) => {
        if (!cancelled) setError(failure);
      })
      .finally(() => setLoading(false));
    const stop = api.subscribe(id, setValue);
    return () => {
      cancelled = true;
      stop();
    };
  }, [api, id]);

  return { value, error, loading };
}

export function useSubmit<T>(save: (draft: T) => Promise<void>, onSaved: () => void) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const latest = useRef(0);

  const submit = useCallback(
    async (draft: T) => {
      if (busy) return;
      setBusy(true);
      setFailed(null);
      latest.current += 1;
      const mine = latest.current;
      try {
        await save(draft);
        if (mine !== latest.current) return;
        onSaved();
      } catch (error) {
        setFailed(error instanceof Error ? error.message : 'unknown error');
      } finally {
        setBusy(false);
      }
    },
    [busy, save, onSaved],
  );

  return { submit, busy, failed };
}
