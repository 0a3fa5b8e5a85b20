"use client";

import { Download, Mail, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { MessageStatus, OutboxMessage } from "@/lib/delivery/outbox/schema";
import { age, bytes, plural } from "@/lib/format";
import { Address } from "./addresses";
import { DeliveryNav } from "./delivery-nav";
import { useDeleteMessage, useOutbox, useSendAgain } from "./queries";

const STATUS: Record<MessageStatus, { tone: Tone; word: string }> = {
  queued: { tone: "info", word: "Queued" },
  sending: { tone: "info", word: "Sending" },
  sent: { tone: "good", word: "Sent" },
  held: { tone: "neutral", word: "Held" },
  failed: { tone: "bad", word: "Failed" },
};

type Asking = { message: OutboxMessage; what: "send" | "delete" };

/** E-mails with reports: what became of each, as a file, once more, or gone. */
export function OutboxView() {
  const outbox = useOutbox();
  const send = useSendAgain();
  const remove = useDeleteMessage();
  const [asking, setAsking] = useState<Asking | null>(null);
  const all = outbox.data?.messages ?? [];
  const sends = outbox.data?.mailer ?? false;
  return (
    <>
      <PageHeader
        title="Outbox"
        breadcrumbs={[{ label: "Delivery", href: "/delivery" }, { label: "Outbox" }]}
        facts={outbox.data ? [plural(all.length, "e-mail")] : []}
      />
      <DeliveryNav isAdmin />
      {outbox.data && !sends && (
        <Notice tone="warn" title="No mail server is set">
          E-mails wait here. Download one and open it in your mail program, or set SMTP_URL and MAIL_FROM.
        </Notice>
      )}
      <Card className="overflow-hidden">
        {outbox.isError && !outbox.data ? (
          <ErrorState
            error={outbox.error}
            onRetry={() => void outbox.refetch()}
            retrying={outbox.isFetching}
          />
        ) : !outbox.data ? (
          <LoadingState label="Loading the outbox" className="py-2" />
        ) : all.length === 0 ? (
          <EmptyState heading="h2" icon={Mail} title="No e-mail yet">
            Each report that is sent by a schedule, or as a test, is listed here.
          </EmptyState>
        ) : (
          <Table label="E-mails">
            <thead>
              <tr>
                <Th>E-mail</Th>
                <Th>To</Th>
                <Th>Status</Th>
                <Th>Made</Th>
                <Th numeric>Size</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {all.map((message) => (
                <Tr key={message.messageId}>
                  <Td className="min-w-52 font-medium">{message.subject}</Td>
                  <Td className="min-w-56">
                    <Address>{message.recipient}</Address>
                  </Td>
                  <Td className="min-w-44">
                    <StatusTag tone={message.unknown ? "warn" : STATUS[message.status].tone}>
                      {message.unknown ? "Not known" : STATUS[message.status].word}
                    </StatusTag>
                    <span className="block text-meta text-muted">{detailOf(message)}</span>
                  </Td>
                  <Td className="whitespace-nowrap text-muted">{age(message.createdAt)}</Td>
                  <Td numeric className="whitespace-nowrap">
                    {bytes(message.size)}
                  </Td>
                  <Td className="whitespace-nowrap text-right">
                    <Button asChild variant="ghost">
                      <a
                        href={`/api/outbox/${message.messageId}/eml`}
                        download
                        aria-label={`Download ${message.subject} to ${message.recipient}`}
                      >
                        <Download aria-hidden />
                      </a>
                    </Button>
                    {sends && (
                      <IconButton
                        label={`Send ${message.subject} to ${message.recipient} again`}
                        disabled={message.status === "queued" || message.status === "sending"}
                        onClick={() => setAsking({ message, what: "send" })}
                      >
                        <RotateCcw aria-hidden />
                      </IconButton>
                    )}
                    <IconButton
                      label={`Delete ${message.subject} to ${message.recipient}`}
                      disabled={message.status === "sending"}
                      onClick={() => setAsking({ message, what: "delete" })}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <AskDialog
        asking={asking}
        busy={send.isPending || remove.isPending}
        error={send.error ?? remove.error}
        onClose={() => {
          setAsking(null);
          send.reset();
          remove.reset();
        }}
        onConfirm={({ message: { messageId }, what }) =>
          (what === "send" ? send : remove).mutate(messageId, { onSuccess: () => setAsking(null) })
        }
      />
    </>
  );
}

function detailOf(message: OutboxMessage): string | null {
  if (message.status === "sent") return message.sentAt ? age(message.sentAt) : null;
  if (message.status === "queued" && message.nextTryAt) {
    return `Tried ${plural(message.attempts, "time")}, again ${age(message.nextTryAt)}. ${message.lastError ?? ""}`;
  }
  return message.lastError;
}

type AskDialogProps = {
  asking: Asking | null;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onConfirm: (asking: Asking) => void;
};

function AskDialog({ asking, busy, error, onClose, onConfirm }: AskDialogProps) {
  const sending = asking?.what === "send";
  const to = asking?.message.recipient ?? "";
  const twice = asking?.message.unknown || asking?.message.status === "sent";
  return (
    <ConfirmDialog
      open={asking !== null}
      onOpenChange={(open) => !open && onClose()}
      title={sending ? `Send it to ${to}?` : "Delete this e-mail?"}
      sentence={
        sending
          ? twice
            ? `${to} may have it already and would get it a second time.`
            : `It goes to ${to} within a minute.`
          : "The file is gone for good. What was sent stays sent."
      }
      confirmLabel={sending ? "Send" : "Delete"}
      tone={sending ? "primary" : "danger"}
      busy={busy}
      error={error ? sentenceOf(error) : undefined}
      onConfirm={() => asking && onConfirm(asking)}
    />
  );
}
