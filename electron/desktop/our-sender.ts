import { isOwnPage } from './app-origin.ts';

/** What decides whether a message is listened to: which window it came from, and which frame in it. */
export interface SenderFacts {
  readonly sender: { readonly id: number };
  /** Null where the frame is gone, or went elsewhere meanwhile. */
  readonly senderFrame: { readonly parent: unknown; readonly url: string } | null;
}

/** Only the top frame of our window, showing our own page, is listened to. */
export const isOurSender = ({ sender, senderFrame }: SenderFacts, windowId: number): boolean =>
  sender.id === windowId && senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
