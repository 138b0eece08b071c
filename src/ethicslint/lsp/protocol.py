"""The protocol as pygls speaks it, with our own texts, and such that no word of an article is in any error or log.

Knows messages. Knows nothing of findings.
"""

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcMethodNotFound
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from ethicslint.lsp.server import Server

_NOT_INITIALISED: Final = -32002
_INVALID_REQUEST: Final = -32600


class Protocol(LanguageServerProtocol):
    """Answers every request, be it unknown, broken, early or late."""

    _server: "Server"

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.opened(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.closed(params)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification that is ready for JSON."""
        self._send_data({"jsonrpc": self.VERSION, "method": method, "params": params})

    def structure_message(self, data: dict[str, Any]) -> Any:
        if "jsonrpc" not in data or "method" not in data:
            return super().structure_message(data)
        if self.get_message_type(data["method"]) is None:
            data.setdefault("params", None)
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data:
                self._send_response(data["id"], error=error.to_response_error())
            return None  # nothing to handle

    def handle_message(self, message: Any) -> None:
        if message is None:
            return
        if hasattr(message, "method") and hasattr(message, "id"):
            if self._shutdown:
                self._refuse(message.id, _INVALID_REQUEST, "the server is shutting down")
                return
            if self._workspace is None and message.method != types.INITIALIZE:
                self._refuse(message.id, _NOT_INITIALISED, "the server is not initialised")
                return
        super().handle_message(message)

    def _refuse(self, number: int | str, code: int, message: str) -> None:
        self._send_response(number, error=types.ResponseError(code=code, message=message))

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is not None:
            # Messages of exceptions may quote what they were raised for.
            if error.code == JsonRpcInternalError.CODE:
                error = types.ResponseError(error.code, f"a fault of ethicslint: {error.message.partition(':')[0]}")
            elif error.code != JsonRpcMethodNotFound.CODE:
                error = types.ResponseError(error.code, error.message.partition(":")[0])
            super()._send_response(msg_id, error=error)
        elif result is None or isinstance(result, (dict, list)):
            self._send_data({"jsonrpc": self.VERSION, "id": msg_id, "result": result})
        else:
            super()._send_response(msg_id, result)

    @property
    def left_politely(self) -> bool:
        """Whether the editor asked for the end before it left."""
        return bool(self._shutdown)
