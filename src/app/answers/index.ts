export { AnswerService } from "./answer-service.ts";
