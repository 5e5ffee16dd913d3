import { setting, type Environment } from './config';

export function describeServer(env: Environment, log: (line: object) => void) {
  const name = setting(env, 'SERVICE_NAME', 'orders');
  log({ event: 'start', name, region: setting(env, 'REGION', 'eu') });
}
