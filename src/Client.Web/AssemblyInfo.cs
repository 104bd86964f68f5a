using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Client.Web.Tests")]
