import { FileUp } from "lucide-react";
import { useId } from "react";
import { Button } from "./button";

type ChooseFileProps = { accept: string; onFile: (file: File) => void };

/** The button that opens the file chooser; the same file can be chosen again after it was changed. */
export function ChooseFile({ accept, onFile }: ChooseFileProps) {
  const input = useId();
  return (
    <Button asChild size="sm">
      <label
        htmlFor={input}
        className="cursor-pointer focus-within:outline-2 focus-within:outline-primary focus-within:outline-offset-2"
      >
        <FileUp aria-hidden />
        Choose file
        <input
          id={input}
          type="file"
          accept={accept}
          className="sr-only"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onFile(file);
            event.target.value = "";
          }}
        />
      </label>
    </Button>
  );
}
