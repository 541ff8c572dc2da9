import { totalmem } from "node:os";

const megabyte = 1024 * 1024;

/**
 * The settings of the embedded PostgreSQL: a share of the machine's memory that leaves room on one of 2 GB.
 * @param {{ port: number, durable: boolean, sockets: string }} options
 */
export function postgresFlags({ port, durable, sockets }) {
  const memory = totalmem() / megabyte;
  const share = (/** @type {number} */ part, /** @type {number} */ least, /** @type {number} */ most) =>
    `${Math.round(Math.min(most, Math.max(least, memory / part)))}MB`;
  /** @type {Record<string, string | number>} */
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: sockets,
    max_connections: 120,
    shared_buffers: share(10, 96, 2048),
    effective_cache_size: share(2, 512, 65_536),
    maintenance_work_mem: share(32, 32, 512),
    work_mem: share(256, 8, 32),
    random_page_cost: 1.1,
    max_wal_size: "2GB",
    // A page's first change after a checkpoint writes the whole page: rarely, and as it is. pglz would save a third of the
    // bytes for more CPU than the rest of such a change.
    checkpoint_timeout: "15min",
    wal_compression: "off",
    jit: "off",
    log_min_messages: "warning",
    log_timezone: "UTC",
    timezone: "UTC",
    // Throw-away databases of the tests need not survive a power cut.
    ...(durable
      ? {}
      : {
          fsync: "off",
          synchronous_commit: "off",
          full_page_writes: "off",
          file_copy_method: "clone",
          max_connections: 300,
          shared_buffers: "256MB",
        }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
