import { exportRoute } from "../export-route";

export const GET = exportRoute("subscriber");
