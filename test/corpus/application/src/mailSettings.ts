import { setting, type Environment } from './config';

export function mailSettings(env: Environment) {
  const sender = setting(env, 'MAIL_FROM').toLowerCase();
  const hosts = setting(env, 'MAIL_HOSTS', 'localhost').split(',').map((host) => host.trim());
  return { sender, hosts: hosts.filter((host) => host !== '') };
}
