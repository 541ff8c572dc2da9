type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string> }> };

/** npm ci refuses a lock file that leaves out packages of other platforms, as npm writes one when a registry lacks them. */
export function checkLockFile({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map(
        (name) =>
          `package-lock.json: ${name} is missing, so npm ci fails. Run npm install against the full registry.`,
      ),
  );
}
