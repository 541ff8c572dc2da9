import { exportRoute } from "../../subscribers/export-route";

export const GET = exportRoute("access_request");
