import { answer, api } from "../../api/client.ts";

export const SETTINGS = ["settings", "form"];

export const loadSettings = () => answer(api.GET("/v1/settings"));
